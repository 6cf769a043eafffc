/** Packages that show one defect each, or nearly one: what main headers say of the package. */
import { described, type ManifestEntry } from '../manifest-entry.ts';
import type { HeaderWishes, PackageDescription } from '../writer/description.ts';
import {
  type HeaderEntry,
  i18nString,
  int32,
  string,
  stringArray,
} from '../writer/header-entry.ts';
import { TAG } from '../writer/tags.ts';
import { WRITTEN_PACKAGES } from '../written-packages.ts';

const AT_MOST = (1 << 24) | (1 << 3) | (1 << 1);

/** The named written package, called otherwise, with another main header. */
const like = (base: string, name: string, main: HeaderWishes): PackageDescription => ({
  ...WRITTEN_PACKAGES.get(base)!,
  name,
  main,
});

const plain = (name: string, ...entries: readonly HeaderEntry[]): PackageDescription =>
  like('plain', name, { entries });

const without = (name: string, ...tags: readonly number[]): PackageDescription =>
  like('plain', name, { without: tags });

/** The features as name and version, each at most. */
const requiring = (...features: readonly (readonly [string, string])[]): HeaderEntry[] => [
  stringArray(
    TAG.REQUIRENAME,
    features.map(([feature]) => `rpmlib(${feature})`),
  ),
  int32(
    TAG.REQUIREFLAGS,
    features.map(() => AT_MOST),
  ),
  stringArray(
    TAG.REQUIREVERSION,
    features.map(([, version]) => version),
  ),
];

/** Everything that a plain package requires. */
const USUAL = [
  ['CompressedFileNames', '3.0.4-1'],
  ['PayloadFilesHavePrefix', '4.0-1'],
] as const;

const latin1 = (entry: HeaderEntry, text: string): HeaderEntry => ({
  ...entry,
  data: Buffer.from(`${text}\0`, 'latin1'),
});

export const METADATA_CASES: readonly ManifestEntry[] = [
  described(
    plain('architecture-twice', stringArray(TAG.ARCH, ['noarch', 'x86_64'])),
    'two architectures in one package',
    'passes through: rpm wants one',
    'refuses',
  ),
  described(without('summary-absent', TAG.SUMMARY), 'no SUMMARY'),
  described(without('rpmversion-absent', TAG.RPMVERSION), 'no RPMVERSION'),
  described(plain('sourcerpm-none', string(TAG.SOURCERPM, '(none)')), 'SOURCERPM is "(none)"'),
  described(
    plain('sourcerpm-path', string(TAG.SOURCERPM, 'SRPMS/plain-1.0-1.src.rpm')),
    'SOURCERPM has a directory',
  ),
  described(
    plain('sourcerpm-nosrc', string(TAG.SOURCERPM, 'plain-1.0-1.nosrc.rpm')),
    'built from a source package without its sources',
  ),
  described(
    without('provides-nothing', TAG.PROVIDENAME, TAG.PROVIDEFLAGS, TAG.PROVIDEVERSION),
    'no capability at all',
  ),
  described(
    like('with-epoch', 'provides-without-epoch', {
      entries: [stringArray(TAG.PROVIDEVERSION, ['1.0-1'])],
    }),
    'provides itself, but leaves out its epoch',
  ),
  described(
    like('plain-xz', 'rpmlib-absent', {
      without: [TAG.REQUIRENAME, TAG.REQUIREFLAGS, TAG.REQUIREVERSION],
    }),
    'an xz payload, base names and SHA-256 digests, and no requirement of any',
  ),
  described(
    plain(
      'rpmlib-unknown',
      ...requiring(...USUAL, ['FileDigests', '4.6.0-1'], ['FileDigestParameterized', '4.4.6-1']),
    ),
    'requires a feature of rpm 5',
  ),
  described(
    plain('rpmlib-too-new', ...requiring(...USUAL, ['FileDigests', '4.5.90-1'])),
    'requires a feature in an older version than the one that rpm has',
  ),
  described(
    plain(
      'control-char-in-changelog',
      int32(TAG.CHANGELOGTIME, [1_599_998_400]),
      stringArray(TAG.CHANGELOGNAME, ['Nobody <nobody@corpus.invalid> - 1.0-1']),
      stringArray(TAG.CHANGELOGTEXT, ['- added the patch \x1b[200~9cd568066b5f~']),
    ),
    'an escape character in the changelog',
  ),
  described(
    plain(
      'control-char-in-provides',
      stringArray(TAG.PROVIDENAME, ['control-char-in-provides', 'ksym(default:\x02)']),
      int32(TAG.PROVIDEFLAGS, [1 << 3, 1 << 3]),
      stringArray(TAG.PROVIDEVERSION, ['1.0-1', 'c0ffee']),
    ),
    'a control character in a capability',
  ),
  described(
    plain('line-feed-in-description', i18nString(TAG.DESCRIPTION, 'One line,\r\n\tand another.')),
    'a tab and line ends in the description',
  ),
  described(
    plain('latin1-summary', latin1(i18nString(TAG.SUMMARY, ''), 'Un caf\xe9')),
    'SUMMARY in ISO 8859-1',
  ),
  described(
    {
      name: 'latin1-file-name',
      payloadMagic: '07070X',
      files: [{ type: 'regular', path: '/opt/caf', content: 'coffee\n' }],
      main: { entries: [latin1(stringArray(TAG.BASENAMES, ['']), 'caf\xe9')] },
    },
    'a file name in ISO 8859-1',
  ),
  described(
    plain('utf8-summary', i18nString(TAG.SUMMARY, 'Żółw, 亀, 🐢 and \ufffd')),
    'SUMMARY in UTF-8, with characters of two to four bytes',
  ),
  described(
    like('plain', 'utf8-without-encoding', {
      entries: [i18nString(TAG.SUMMARY, 'Un café')],
      without: [TAG.ENCODING],
    }),
    'SUMMARY in UTF-8, and no ENCODING that says so',
  ),
  described(plain('encoding-latin1', string(TAG.ENCODING, 'iso-8859-1')), 'ENCODING is ISO 8859-1'),
  described(
    like('format-v6', 'format-v6-without-encoding', { without: [TAG.ENCODING] }),
    'a package of format 6 without ENCODING',
  ),
  described(
    plain('format-6-in-name-only', int32(TAG.RPMFORMAT, [6])),
    'a package of format 4 that says it is of format 6',
  ),
  described(plain('format-5', int32(TAG.RPMFORMAT, [5])), 'a format that does not exist'),
];

/** File types, and what only some types may have. */
import { described, type ManifestEntry, SOURCE } from '../../manifest-entry.ts';
import { type HeaderEntry, int16, int32, stringArray } from '../../writer/header-entry.ts';
import { TAG } from '../../writer/tags.ts';
import { ROOT, regular, symlink } from './entries.ts';

/** A tag of rpm that the writer itself has no use for. */
const FILECAPS = 5010;

/** What a package with capabilities requires of rpm. */
const FEATURES: readonly (readonly [name: string, since: string])[] = [
  ['CompressedFileNames', '3.0.4-1'],
  ['FileCaps', '4.6.1-1'],
  ['FileDigests', '4.6.0-1'],
  ['PayloadFilesHavePrefix', '4.0-1'],
];
const RPMLIB_AT_MOST = (1 << 24) | (1 << 3) | (1 << 1);
const REQUIREMENTS: readonly HeaderEntry[] = [
  int32(
    TAG.REQUIREFLAGS,
    FEATURES.map(() => RPMLIB_AT_MOST),
  ),
  stringArray(
    TAG.REQUIRENAME,
    FEATURES.map(([name]) => `rpmlib(${name})`),
  ),
  stringArray(
    TAG.REQUIREVERSION,
    FEATURES.map(([, since]) => since),
  ),
];

export const TYPE_CASES: readonly ManifestEntry[] = [
  described(
    {
      name: 'mode-without-type',
      files: [ROOT, regular('a', 'one\n')],
      main: { entries: [int16(TAG.FILEMODES, [0o040755, 0o644])] },
    },
    'a mode of permissions alone',
    'passes through: rpm knows no such type of file',
    'refuses',
  ),
  described(
    {
      name: 'link-target-of-file',
      files: [ROOT, regular('a', 'one\n')],
      main: { entries: [stringArray(TAG.FILELINKTOS, ['', 'b'])] },
    },
    'FILELINKTOS has a target for a regular file',
  ),
  described(
    { name: 'symlink-empty', files: [ROOT, symlink('l', '')] },
    'a symlink to nothing',
    'passes through: there is no such link',
    'refuses',
  ),
  described(
    {
      name: 'symlink-target-differs',
      files: [ROOT, symlink('l', 'one')],
      main: { entries: [stringArray(TAG.FILELINKTOS, ['', 'two'])] },
    },
    'a target in the header and another in the archive: rpm takes the former',
  ),
  described(
    {
      name: 'capabilities-false',
      files: [ROOT, regular('a', 'one\n', { mode: 0o755 })],
      main: { entries: [stringArray(FILECAPS, ['', 'cap_nonsense=ep'])] },
    },
    'capabilities that no kernel has',
    'passes through: rpm cannot set them',
    'refuses',
  ),
  described(
    {
      name: 'capabilities-true',
      files: [ROOT, regular('a', 'one\n', { mode: 0o755 })],
      main: {
        entries: [stringArray(FILECAPS, ['', 'cap_net_bind_service=ep']), ...REQUIREMENTS],
      },
    },
    'a program that may use low ports',
  ),
  described(
    {
      name: 'source-without-spec',
      kind: 'source',
      files: [{ type: 'regular', path: 'source.tar', content: 'one\n' }],
    },
    'a source package with a source and no spec file',
    SOURCE,
    'refuses',
  ),
  described(
    {
      name: 'block-device',
      files: [ROOT, { type: 'block-device', path: '/opt/corpus/disk', rdev: 0x7801 }],
    },
    'a block device of the numbers for experiments',
    'passes through: what rpm does depends on the host',
    'refuses',
  ),
];

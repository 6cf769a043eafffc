/** Packages made by the independent writer, by name. No rpmbuild, no file system: only bytes. */

import { seededContent } from './content.ts';
import { MD5_COLLISION } from './md5-collision.ts';
import type { FileDescription, PackageDescription } from './writer/description.ts';

const ROOT: FileDescription = { type: 'directory', path: '/opt/corpus' };

/** A directory, two contents, a duplicate, an empty file and a symlink. */
const PLAIN_FILES: readonly FileDescription[] = [
  ROOT,
  regular('a', seededContent('a', 'text', 300)),
  regular('b', seededContent('b', 'random', 5000)),
  regular('b-again', seededContent('b', 'random', 5000)),
  regular('empty', ''),
  { type: 'symlink', path: '/opt/corpus/link', target: 'a' },
];

/** Three names of one file, and a file of its own between the second and the third. */
const LINKED_FILES: readonly FileDescription[] = [
  ROOT,
  { ...regular('l1', seededContent('l', 'mixed', 4097)), inode: 7 },
  { ...regular('l2', seededContent('l', 'mixed', 4097)), inode: 7 },
  regular('m', seededContent('m', 'text', 100)),
  { ...regular('n1', seededContent('n', 'text', 50)), inode: 8 },
  { ...regular('n2', seededContent('n', 'text', 50)), inode: 8 },
];

const plain = (name: string, more: Partial<PackageDescription> = {}): PackageDescription => ({
  name,
  files: PLAIN_FILES,
  ...more,
});

const linked = (name: string, more: Partial<PackageDescription> = {}): PackageDescription => ({
  name,
  files: LINKED_FILES,
  ...more,
});

const DESCRIPTIONS: readonly PackageDescription[] = [
  plain('plain'),
  plain('plain-none', { compressor: 'none' }),
  plain('plain-xz', { compressor: 'xz' }),
  plain('plain-lzma', { compressor: 'lzma' }),
  plain('plain-bzip2', { compressor: 'bzip2' }),
  plain('plain-zstd', { compressor: 'zstd' }),
  plain('crc-archive', { payloadMagic: '070702' }),
  plain('stripped-archive', { payloadMagic: '07070X' }),
  plain('with-epoch', { epoch: 3 }),
  plain('digests-md5', { fileDigestAlgorithm: 'md5' }),
  plain('digests-sha1', { fileDigestAlgorithm: 'sha1' }),
  plain('digests-sha224', { fileDigestAlgorithm: 'sha224' }),
  plain('digests-sha384', { fileDigestAlgorithm: 'sha384' }),
  plain('digests-sha512', { fileDigestAlgorithm: 'sha512' }),
  plain('long-sizes', { longSizes: true }),
  plain('format-v3', { format: 'v3' }),
  plain('format-v6', { format: 'v6' }),
  plain('reversed-archive', {
    archiveOrder: PLAIN_FILES.map(({ path }) => path).reverse(),
  }),
  plain('absolute-names', { memberPrefix: '/' }),
  plain('bare-names', { memberPrefix: '' }),
  { name: 'no-files' },
  { name: 'only-directories', files: [ROOT, { type: 'directory', path: '/opt/corpus/sub' }] },
  { name: 'only-ghosts', files: [ROOT, { type: 'ghost', path: '/opt/corpus/ghost' }] },
  {
    name: 'ghost-in-archive',
    files: [ROOT, { type: 'ghost', path: '/opt/corpus/ghost' }, regular('a', 'a\n')],
    archiveOrder: ['/opt/corpus', '/opt/corpus/ghost', '/opt/corpus/a'],
  },
  {
    name: 'device-nodes',
    files: [
      ROOT,
      { type: 'character-device', path: '/opt/corpus/null', rdev: 0x103 },
      { type: 'character-device', path: '/opt/corpus/zero', rdev: 0x105 },
    ],
  },
  { name: 'fifo', files: [ROOT, { type: 'fifo', path: '/opt/corpus/pipe' }] },
  {
    name: 'odd-names',
    files: [
      ROOT,
      regular(' blank ', '1\n'),
      regular('new\nline', '2\n'),
      regular('żółw', '3\n'),
      regular('x'.repeat(246), '4\n'),
    ],
  },
  { name: 'longest-name', files: [ROOT, regular('x'.repeat(255), '1\n')] },
  {
    name: 'source',
    kind: 'source',
    files: [
      { type: 'regular', path: 'source.spec', content: 'Name: source\n' },
      { type: 'regular', path: 'source.tar', content: seededContent('tar', 'mixed', 9000) },
    ],
  },
  {
    name: 'md5-collision',
    fileDigestAlgorithm: 'md5',
    files: [ROOT, regular('a', MD5_COLLISION[0]), regular('b', MD5_COLLISION[1])],
  },
  linked('hard-links'),
  linked('links-stripped', { payloadMagic: '07070X' }),
  linked('links-content-first', { linkContent: 'first' }),
  linked('links-content-all', { linkContent: 'all' }),
  linked('links-interleaved', { archiveOrder: paths('', 'l1', 'm', 'l2', 'n1', 'n2') }),
  linked('links-two-sets-interleaved', { archiveOrder: paths('', 'l1', 'n1', 'l2', 'n2', 'm') }),
  linked('links-last-first', { archiveOrder: paths('', 'l2', 'l1', 'm', 'n1', 'n2') }),
];

/** By the package's name. */
export const WRITTEN_PACKAGES: ReadonlyMap<string, PackageDescription> = new Map(
  DESCRIPTIONS.map((description) => [description.name, description]),
);

function regular(name: string, content: Uint8Array | string): FileDescription {
  return { type: 'regular', path: `/opt/corpus/${name}`, content };
}

function paths(...names: readonly string[]): string[] {
  return names.map((name) => (name === '' ? '/opt/corpus' : `/opt/corpus/${name}`));
}

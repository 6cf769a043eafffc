/** Hard-link sets, and files that only look like them. */
import { BAD_MAGIC, described, type ManifestEntry } from '../../manifest-entry.ts';
import type { FileDescription } from '../../writer/description.ts';
import { hexDigest } from '../../writer/digest.ts';
import { stringArray } from '../../writer/header-entry.ts';
import { TAG } from '../../writer/tags.ts';
import { linked, ROOT, regular, symlink } from './entries.ts';

export const HARD_LINK_CASES: readonly ManifestEntry[] = [
  described(
    {
      name: 'links-reordered',
      files: [ROOT, ...linked(['a', 'b'], 'one\n'), regular('c', 'one\n', { inode: 7 })],
      archiveOrder: inArchive('', 'b', 'a', 'c'),
    },
    'the names of a set in another order in the archive, the last one last all the same',
  ),
  described(
    {
      name: 'links-stripped-content-all',
      files: [ROOT, ...linked(['a', 'b'], 'one\n')],
      payloadMagic: '07070X',
      linkContent: 'all',
    },
    'link content on every member, in a 07070X archive',
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'link-modes-differ',
      files: [
        ROOT,
        regular('a', 'one\n', { inode: 7, mode: 0o600 }),
        regular('b', 'one\n', { inode: 7 }),
      ],
    },
    'two names of one file with different permissions',
  ),
  described(
    {
      name: 'inode-on-other-device',
      files: [ROOT, ...linked(['a', 'b'], 'one\n'), regular('c', 'two\n', { inode: 7, device: 2 })],
    },
    'a file on another device has the inode number of a set',
    'passes through: the plugin would make a link of it',
  ),
  described(
    {
      name: 'inode-on-two-devices',
      files: [
        ROOT,
        regular('a', 'one\n', { inode: 7 }),
        regular('b', 'two\n', { inode: 7, device: 2 }),
      ],
    },
    'two files of one inode number, each on its own device: no links',
  ),
  described(
    {
      name: 'symlinks-linked',
      files: [ROOT, symlink('l', '', { inode: 7, size: 1 }), symlink('m', 'x', { inode: 7 })],
      main: { entries: [stringArray(TAG.FILELINKTOS, ['', 'x', 'x'])] },
    },
    'symlinks archived as hard links of each other, as rpmbuild before 4.6 did',
    BAD_MAGIC,
    'refuses',
  ),
  described(
    {
      name: 'symlinks-of-one-inode',
      files: [ROOT, symlink('l', 'x', { inode: 7 }), symlink('m', 'x', { inode: 7 })],
    },
    'symlinks of one inode number, each with its target in the archive',
  ),
  described(
    {
      name: 'link-digest-taken',
      files: [
        ROOT,
        regular('a', 'one\n', { inode: 7, digest: hexDigest('sha256', Buffer.from('two\n')) }),
        regular('b', 'one\n', { inode: 7 }),
        regular('c', 'two\n'),
      ],
    },
    'the first name of a set has the digest of another file of the package',
    'passes through: one digest, two contents',
  ),
];

/** Paths in the order of the archive. */
function inArchive(...names: readonly string[]): FileDescription['path'][] {
  return names.map((name) => (name === '' ? '/opt/corpus' : `/opt/corpus/${name}`));
}

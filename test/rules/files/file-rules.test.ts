/**
 * Rules about the file list, beyond their examples: what they say, and where exactly they point.
 * Policy: the bytes at the place of a finding are the value that it is about.
 */
import { describe, expect, test } from 'vitest';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { findingsOf, messageOf } from '../findings-of.ts';

test.each([
  [
    'file-array-ignored',
    'devices-short',
    'rpm drops FILEDEVICES, for it has 2 instead of 3 entries',
  ],
  [
    'file-count-limit',
    'half-a-million-files',
    'the package has 524289 files; early reference transcoders crash on more than 524288',
  ],
  [
    'file-device-node',
    'block-device',
    '/opt/corpus/disk is a block device 120:1, which rpm 4.18.0 may be unable to open',
  ],
  [
    'file-dirindex-range',
    'directory-index-out-of-range',
    'DIRINDEXES of a is 99, where rpm wants an index below 2',
  ],
  [
    'file-dirname-slash',
    'directory-unterminated',
    'the directory of /opt/corpus/subx does not end with a slash in the header: "/opt/corpus/sub"',
  ],
  [
    'file-duplicate-path',
    'path-twice',
    '/opt/corpus/a is in the file list twice: files 1 and 2 of the list',
  ],
  [
    'file-hardlink-attributes',
    'link-modes-differ',
    'the hard link /opt/corpus/a has mode 0100600 instead of mode 0100644, as /opt/corpus/b has',
  ],
  [
    'file-hardlink-content',
    'links-stripped-content-all',
    'the hard link /opt/corpus/a has content in the archive, where rpm expects content with /opt/corpus/b alone',
  ],
  [
    'file-hardlink-group',
    'hard-links',
    'the package has 2 hard-link sets (/opt/corpus/l1, /opt/corpus/l2)',
  ],
  [
    'file-hardlink-group',
    'inodes-all-one',
    'the package has 1 hard-link set (/opt/corpus/a, /opt/corpus/b, /opt/corpus/b-again, others)',
  ],
  [
    'file-hardlinked-symlink',
    'symlinks-linked',
    'the symlink /opt/corpus/l is archived as a hard link of /opt/corpus/m with 0 instead of 1 bytes of target',
  ],
  [
    'file-inode-collision',
    'inode-on-other-device',
    '/opt/corpus/c has the inode number 7, that of /opt/corpus/a and its links, on another device',
  ],
  [
    'file-path-length',
    'path-of-4090-bytes',
    'a path of 4090 bytes, where the reflink plugin can open at most 4086 bytes',
  ],
  [
    'file-size-32bit',
    'size-wrapped',
    'sizes of 4 GiB or more are cut to 32 bits: the header has FILESIZES, whose sum lacks 4294967296 bytes of LONGSIZE',
  ],
  [
    'file-symlink-size',
    'symlink-size-zero',
    'the symlink /opt/corpus/l has size 0 instead of 6, the length of its target',
  ],
  [
    'file-symlink-target',
    'symlink-target-differs',
    'the symlink /opt/corpus/l leads to "one" in the archive and to "two" in the header',
  ],
])('%s of %s', async (rule, name, message) => {
  expect(await messageOf(rule, name)).toBe(message);
});

test('every array of another length is named, the one that rpm stops at first', async () => {
  const findings = await findingsOf('file-array-length', 'modes-short');
  expect(findings.map(({ where, expected, found }) => [where.tag, expected, found])).toEqual([
    [1030, '3 entries of FILEMODES', '2'],
    [1040, '3 entries of FILEGROUPNAME', '2'],
  ]);
});

describe('the bytes at the place', () => {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
  const number = (bytes: Uint8Array) => `${Buffer.from(bytes).readUIntBE(0, bytes.length)}`;
  const mode = (bytes: Uint8Array) => `0${Number(number(bytes)).toString(8)}`;

  test.each<[string, string, (bytes: Uint8Array) => string, string]>([
    ['file-capabilities', 'capabilities-false', text, 'cap_nonsense=ep'],
    ['file-device-node', 'block-device', mode, '060644'],
    ['file-dirindex-range', 'directory-index-out-of-range', number, '99'],
    ['file-dirname-slash', 'directory-unterminated', text, '/opt/corpus/sub'],
    ['file-duplicate-path', 'path-twice', text, 'a'],
    ['file-fifo', 'fifo', mode, '010644'],
    ['file-hardlink-attributes', 'link-modes-differ', mode, '0100600'],
    ['file-hardlink-digest', 'link-digest-empty', text, ''],
    ['file-hardlink-group', 'hard-links', number, '7'],
    ['file-hardlink-size', 'link-size-zero', number, '0'],
    ['file-inode-collision', 'inode-on-other-device', number, '7'],
    ['file-mode-contradiction', 'link-target-of-file', text, 'b'],
    ['file-mode-type', 'mode-without-type', mode, '0644'],
    ['file-name-empty', 'name-empty', text, ''],
    ['file-name-hostile', 'name-latin1', text, '\xfc'],
    ['file-name-slash', 'name-before-directory', text, 'sub/x'],
    ['file-name-length', 'longest-name', text, 'x'.repeat(255)],
    ['file-owns-system-dir', 'system-directory', mode, '040755'],
    ['file-path-conflict', 'file-above-file', text, 'a'],
    ['file-path-length', 'path-of-4090-bytes', (bytes) => `${bytes.length}`, '3852'],
    ['file-path-dots', 'path-with-dots', text, '/opt/corpus/../corpus/'],
    ['file-path-relative', 'path-relative', text, 'opt/corpus/'],
    ['file-size-range', 'size-impossible', (bytes) => text(bytes.subarray(0, 1)), '\x10'],
    ['file-symlink-empty', 'symlink-empty', text, ''],
    ['file-symlink-size', 'symlink-size-long', number, '60'],
    ['file-unsorted', 'files-unsorted', text, 'a'],
    ['digest-length', 'digest-short', (bytes) => `${bytes.length}`, '62'],
    ['digest-not-hex', 'digest-not-hex', (bytes) => text(bytes.subarray(0, 7)), 'sha256:'],
  ])('of %s in %s', async (rule, name, read, value) => {
    const [{ where } = { where: undefined }] = await findingsOf(rule, name);
    const bytes = await packageBytes(name);
    expect(where?.section).toBe('main-header');
    expect(read(bytes.subarray(where!.offset, where!.offset + where!.length!))).toBe(value);
  });
});

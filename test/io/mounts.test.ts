import { expect, test } from 'vitest';
import { isBelow, mountOf, mounts, mountsIn } from '../../src/io/mounts.ts';

const TEXT = `22 1 0:20 / / rw,relatime shared:1 - btrfs /dev/vda2 rw,compress=zstd:1,subvol=/root
30 22 0:31 / /a\\040b ro,nosuid - xfs /dev/vdb rw,attr2
31 22 0:32 /deep /usr rw master:2 propagate_from:3 - tmpfs tmpfs rw
32 31 0:33 / /usr rw - ext4 /dev/vdc rw
`;

test('mounts as the kernel lists them', () => {
  expect(mountsIn(TEXT).slice(0, 2)).toEqual([
    {
      mountPoint: '/',
      type: 'btrfs',
      options: ['rw', 'relatime', 'rw', 'compress=zstd:1', 'subvol=/root'],
    },
    { mountPoint: '/a b', type: 'xfs', options: ['ro', 'nosuid', 'rw', 'attr2'] },
  ]);
});

test.each([
  ['/', 'btrfs'],
  ['/etc', 'btrfs'],
  ['/a b/c', 'xfs'],
  ['/a bc', 'btrfs'],
  ['/usr', 'ext4'],
  ['/usr/lib', 'ext4'],
  ['/usrlocal', 'btrfs'],
])('%s is on %s', (path, type) => {
  expect(mountOf(path, mountsIn(TEXT))?.type).toBe(type);
});

test('this process has mounts, and proc is one of them', () => {
  expect(mountOf('/proc/self', mounts())?.type).toBe('proc');
});

test('a directory is below itself and those above it', () => {
  expect(isBelow('/a', '/a')).toBe(true);
  expect(isBelow('/a/b', '/a/')).toBe(true);
  expect(isBelow('/ab', '/a')).toBe(false);
});

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { hexDump } from '../../src/report/hex-dump.ts';

test('is what xxd and hexdump -C users know', () => {
  const bytes = Buffer.from('RPM \x00\xff|`~ and a few more', 'latin1');
  expect(hexDump(96, bytes.toString('hex'))).toEqual([
    '00000060  52 50 4d 20 00 ff 7c 60  7e 20 61 6e 64 20 61 20  |RPM ..|`~ and a |',
    '00000070  66 65 77 20 6d 6f 72 65                           |few more|',
  ]);
  expect(hexDump(0, '')).toEqual([]);
});

test('is that of hexdump -C', ({ skip }) => {
  const bytes = Buffer.from(Array.from({ length: 40 }, (_, i) => (i * 7) & 0xff));
  const { stdout, error } = spawnSync('hexdump', ['-C'], { input: bytes, encoding: 'utf8' });
  if (error !== undefined) skip('hexdump is not here');
  expect(hexDump(0, bytes.toString('hex'))).toEqual(stdout.trimEnd().split('\n').slice(0, -1));
});

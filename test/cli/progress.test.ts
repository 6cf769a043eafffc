import { expect, test } from 'vitest';
import { progressText } from '../../src/cli/progress.ts';

const MIB = 1024 * 1024;

test('tells how far a file is, and how long it will take', () => {
  expect(progressText('hello.rpm', 45 * MIB, 100 * MIB, 3)).toBe(
    'hello.rpm  45 %  45 MiB  15 MiB/s  4 s left',
  );
  expect(progressText('hello.rpm', 0, 100 * MIB, 3)).toBe('hello.rpm  0 %  0 MiB  0 MiB/s');
});

test('tells what it can of a file whose size nobody knows', () => {
  expect(progressText('-', 45 * MIB, undefined, 3)).toBe('-  45 MiB  15 MiB/s');
});

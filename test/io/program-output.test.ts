import { expect, test } from 'vitest';
import { programOutput } from '../../src/io/program-output.ts';

test('what a program prints, in the C locale and with nothing to read', async () => {
  const script = 'cat; printf "%s" "$LC_ALL"; printf oops >&2';
  expect(await programOutput(['sh', '-c', script])).toEqual({ kind: 'ran', stdout: 'C' });
});

test.each([
  [['there-is-no-such-program'], { kind: 'absent' }],
  [['sh', '-c', 'exit 3'], { kind: 'failed', reason: 'exit status 3' }],
  [
    ['sh', '-c', 'echo why >&2; echo more >&2; exit 1'],
    { kind: 'failed', reason: 'exit status 1: why' },
  ],
  [['sh', '-c', 'kill -TERM $$'], { kind: 'failed', reason: 'ended by SIGTERM' }],
  [['yes'], { kind: 'failed', reason: 'it printed more than 1048576 bytes' }],
] as const)('%j', async (argv, expected) => {
  expect(await programOutput(argv)).toEqual(expected);
});

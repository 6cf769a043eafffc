/**
 * Inputs that once showed a fault, by what was wrong. Policy: made small, and given to the target
 * that found them; a new one comes with its fix.
 */
import { expect, test } from 'vitest';
import { unexpectedError } from './engine/fuzz-round.ts';
import { TARGETS } from './targets.ts';

const CASES: readonly (readonly [fault: string, target: string, input: string])[] = [
  [
    'what was found in an xz integer depended on where the input was cut',
    'frames-xz',
    '/Td6WFoAAATm1rRGAKEAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
  ],
  [
    'the name of a repository came into a message as it was, control characters and all',
    'repo-file',
    'WwBdCgA9AAAAAAplbmFibGVkPQ==',
  ],
];

test.each(CASES)('%s', async (_fault, name, input) => {
  const target = TARGETS.find((each) => each.name === name)!;
  expect(
    await unexpectedError(target, Uint8Array.from(Buffer.from(input, 'base64'))),
  ).toBeUndefined();
});

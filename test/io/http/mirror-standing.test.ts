import { expect, test } from 'vitest';
import { createMirrorStanding } from '../../../src/io/http/mirror-standing.ts';

test('who failed last comes last', () => {
  const standing = createMirrorStanding({ patience: 100, rest: 10 }, () => 0);
  standing.failed('b');
  standing.failed('a');
  expect(standing.sorted(['a', 'b', 'c'])).toEqual(['c', 'b', 'a']);
});

test('rests after nothing but failures over the time of patience, for the time of rest', () => {
  let now = 0;
  const standing = createMirrorStanding({ patience: 100, rest: 10 }, () => now);
  standing.failed('a');
  now = 99;
  standing.failed('a');
  expect(standing.rests('a')).toBe(false);
  now = 100;
  standing.failed('a');
  expect(standing.rests('a')).toBe(true);
  expect(standing.rests('b')).toBe(false);
  now = 109;
  expect(standing.rests('a')).toBe(true);
  now = 110;
  expect(standing.rests('a')).toBe(false);
  standing.failed('a');
  expect(standing.rests('a')).toBe(true);
});

test('one service ends the failures', () => {
  let now = 0;
  const standing = createMirrorStanding({ patience: 100, rest: 10 }, () => now);
  standing.failed('a');
  now = 100;
  standing.served('a');
  standing.failed('a');
  expect(standing.rests('a')).toBe(false);
});

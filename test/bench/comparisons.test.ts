import { expect, it } from 'vitest';
import { compare, isDraw, losses } from '../../bench/comparisons.ts';
import { madeUpCase } from './made-up-results.ts';

const CASES = [
  madeUpCase('won', { ours: [1, 1, 1], peer: [2, 2, 2] }),
  madeUpCase('lost', { ours: [3, 3, 3], peer: [2, 2, 2], other: [1, 1, 1] }),
  madeUpCase('drawn', { ours: [1, 2, 1.1], peer: [1, 1, 1] }),
  madeUpCase('alone', { ours: [1] }),
];

it('puts the first contestant against each other one', () => {
  const pairs = compare(CASES, 'wall', 'warm').map(({ id, peer, ratio }) => [
    id,
    peer,
    ratio.median,
  ]);
  expect(pairs).toEqual([
    ['won', 'peer', 0.5],
    ['lost', 'peer', 1.5],
    ['lost', 'other', 3],
    ['drawn', 'peer', 1.1],
  ]);
});

it('has nothing to say of what was not measured', () => {
  expect(compare(CASES, 'written', 'warm')).toEqual([]);
  expect(compare(CASES, 'wall', 'cold')).toEqual([]);
});

it('lists all losses, the worst first, and knows a draw', () => {
  const lost = losses(compare(CASES, 'wall', 'warm'));
  expect(lost.map(({ id, peer }) => `${id}/${peer}`)).toEqual([
    'lost/other',
    'lost/peer',
    'drawn/peer',
  ]);
  expect(lost.map(isDraw)).toEqual([false, false, true]);
});

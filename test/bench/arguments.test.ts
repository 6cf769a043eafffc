import { describe, expect, it } from 'vitest';
import { parseArguments, UsageError } from '../../bench/arguments.ts';

it('nothing asked for is a full run on volumes', () => {
  expect(parseArguments([])).toMatchObject({ quick: false, record: false, help: false });
  expect(parseArguments([]).directory).toBeUndefined();
  expect(parseArguments([]).runs).toBeUndefined();
});

it('takes patterns and numbers', () => {
  const { only, runs } = parseArguments(['--only', 'extract.*@xfs', '--runs', '20']);
  expect(only?.test('extract-copy-small@xfs')).toBe(true);
  expect(only?.test('extract-copy-small@btrfs')).toBe(false);
  expect(runs).toBe(20);
});

describe('refuses', () => {
  it.each([
    [['--fast'], /--fast/],
    [['--only', '('], /--only/],
    [['--runs', '0'], /--runs/],
    [['--runs', '3x'], /--runs/],
    [['--runs', '1001'], /--runs/],
    [['stray'], /stray/],
  ])('%j', (args, message) => {
    expect(() => parseArguments(args)).toThrow(UsageError);
    expect(() => parseArguments(args)).toThrow(message);
  });
});

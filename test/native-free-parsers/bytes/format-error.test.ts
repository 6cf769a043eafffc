import { expect, test } from 'vitest';
import {
  FormatError,
  type FormatProblem,
} from '../../../native-free-parsers/bytes/format-error.ts';

const PROBLEM: FormatProblem = {
  code: 'BAD_MAGIC',
  section: 'lead',
  offset: 0,
  expected: 'this',
  found: 'that',
};

test('says where, what was expected, what was found', () => {
  const error = new FormatError(PROBLEM);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('FormatError');
  expect(error.message).toBe('lead at offset 0: expected this, found that');
});

test('gives its problem back as a record that survives JSON', () => {
  for (const problem of [PROBLEM, { ...PROBLEM, rpmSays: 'not an rpm package' }]) {
    const error = new FormatError(problem);
    expect(error.problem).toStrictEqual(problem);
    expect(JSON.parse(JSON.stringify(error.problem))).toStrictEqual(problem);
  }
});

import { expect, test } from 'vitest';
import { resultLines, resultsDocument } from '../../src/report/results-json.ts';
import { record } from '../check/made-up-record.ts';

const unreadable = { path: 'x', code: 'ENOENT', section: null, offset: null, message: 'gone' };
const RESULTS = [
  { kind: 'checked', record: record({ path: 'one' }) },
  { kind: 'cut', record: record({ path: 'two' }), unreadable },
  { kind: 'unreadable', unreadable },
] as const;

test('one document has all packages, then all that was unreadable', () => {
  const { start, result, end } = resultsDocument('packages');
  const pieces = [...start('1.2.3'), ...RESULTS.flatMap((each) => [...result(each)]), ...end()];
  expect(JSON.parse(pieces.join(''))).toEqual({
    tool: { name: 'rpmcow', version: '1.2.3' },
    packages: [RESULTS[0].record, RESULTS[1].record],
    unreadable: [unreadable, unreadable],
  });
});

test('one document of nothing is complete', () => {
  const { start, end } = resultsDocument('packages');
  expect(JSON.parse([...start('1'), ...end()].join(''))).toEqual({
    tool: { name: 'rpmcow', version: '1' },
    packages: [],
    unreadable: [],
  });
});

test('lines are complete JSON each', () => {
  const { start, result, end } = resultLines();
  const text = [...start('1'), ...RESULTS.flatMap((each) => [...result(each)]), ...end()].join('');
  const lines = text.split('\n');
  expect(lines.pop()).toBe('');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    RESULTS[0].record,
    RESULTS[1].record,
    unreadable,
    unreadable,
  ]);
});

test('nothing in a line turns text around or moves a cursor', () => {
  const path = 'a\u202eb\u009bc é';
  const text = [...resultLines().result({ record: record({ path }) })].join('');
  expect(text).toContain('a\\u202eb\\u009bc é');
  expect(JSON.parse(text)).toMatchObject({ path });
});

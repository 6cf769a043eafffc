import { expect, test } from 'vitest';
import { checkSummaryText } from '../../src/report/check-summary-text.ts';
import { addToCheckTally, emptyCheckTally } from '../../src/report/check-tally.ts';
import { finding, record } from '../check/made-up-record.ts';

const error = { transcode: 'error', install: 'none', spec: 'none' } as const;
const unreadable = { path: 'x', code: 'ENOENT', section: null, offset: null, message: 'gone' };

function tally(results: readonly Parameters<typeof addToCheckTally>[1][]) {
  const all = emptyCheckTally();
  for (const result of results) addToCheckTally(all, result, ['transcode', 'install']);
  return all;
}

test('counts predictions, rules by files, and builders', () => {
  const broken = record({
    builder: 'nfpm',
    prediction: { reference: 'cow-fails', rpmcow: 'adapted', because: [], certain: true },
    findings: [
      finding({ rule: 'a-b', severity: error }),
      finding({ rule: 'a-b', severity: error }),
    ],
  });
  const ignored = finding({ rule: 'c-d', severity: error, ignored: { reason: 'known' } });
  const note = finding({ rule: 'e-f', severity: { ...error, transcode: 'note' } });
  const results = [
    { kind: 'checked', record: broken },
    { kind: 'checked', record: { ...broken, findings: [...broken.findings, finding()] } },
    { kind: 'checked', record: record({ builder: 'nfpm', findings: [ignored, note] }) },
    { kind: 'cut', record: record({ builder: null }), unreadable },
    { kind: 'unreadable', unreadable },
  ] as const;
  const all = tally(results);
  expect(all).toMatchObject({ packages: 5, unreadable: 1, bytesIn: 20_000 });
  expect(checkSummaryText(all)).toBe(`
5 files:
        2  survive Copy-on-Write (same)
        2  do NOT install with Copy-on-Write (cow-fails)
        1  could not be read
Most frequent errors and warnings, by files:
        2  a-b
        1  lead-reserved
Builders:
        3  nfpm: 2 with errors
        1  unknown
`);
});

test('names the most frequent, and how many more there are', () => {
  const results = Array.from({ length: 12 }, (_, i) => {
    return { kind: 'checked', record: record({ builder: `builder ${i % 11}` }) } as const;
  });
  const lines = checkSummaryText(tally(results)).split('\n');
  expect(lines.slice(-10)).toEqual([
    '        2  builder 0',
    '        1  builder 1',
    '        1  builder 10',
    '        1  builder 2',
    '        1  builder 3',
    '        1  builder 4',
    '        1  builder 5',
    '        1  builder 6',
    '           and 3 more',
    '',
  ]);
});

import { expect, test } from 'vitest';
import { answeredRange, rangeHeader } from '../../../src/io/http/content-range.ts';
import { retryAfter } from '../../../src/io/http/retry-after.ts';

test.each([
  [{ start: 0, end: 10 }, 'bytes=0-9'],
  [{ start: 5 }, 'bytes=5-'],
  [{ last: 32 }, 'bytes=-32'],
])('%o is asked for by %s', (range, header) => {
  expect(rangeHeader(range)).toBe(header);
});

test.each([
  [{ start: 0, end: 10 }, 'bytes 0-9/100', { start: 0, end: 10, size: 100 }],
  [{ start: 0, end: 10 }, 'Bytes 0-4/5', { start: 0, end: 5, size: 5 }],
  [{ start: 5 }, 'bytes 5-99/100', { start: 5, end: 100, size: 100 }],
  [{ start: 5, end: 10 }, 'bytes 5-7/*', { start: 5, end: 8, size: undefined }],
  [{ last: 32 }, 'bytes 68-99/100', { start: 68, end: 100, size: 100 }],
  [{ last: 32 }, 'bytes 0-9/10', { start: 0, end: 10, size: 10 }],
])('%o is answered by %s', (asked, header, range) => {
  expect(answeredRange(asked, header)).toEqual(range);
});

test.each([
  [{ start: 0, end: 10 }, undefined],
  [{ start: 0, end: 10 }, 'bytes 0-10/100'],
  [{ start: 0, end: 10 }, 'bytes 0-8/100'],
  [{ start: 0, end: 10 }, 'bytes 1-9/100'],
  [{ start: 0, end: 10 }, 'bytes 0-10/*'],
  [{ start: 0, end: 10 }, 'bytes 0-9/5'],
  [{ start: 5, end: 10 }, 'bytes 5-4/*'],
  [{ start: 5 }, 'bytes 5-98/100'],
  [{ last: 32 }, 'bytes 0-31/100'],
  [{ start: 0, end: 10 }, 'bytes */100'],
  [{ start: 0, end: 10 }, 'items 0-9/100'],
  [{ start: 0, end: 10 }, `bytes 0-9/${'9'.repeat(30)}`],
])('%o is not answered by %s', (asked, header) => {
  expect(answeredRange(asked, header)).toHaveProperty('wrong');
});

test.each([
  [undefined, undefined],
  ['0', 0],
  ['120', 120_000],
  ['Thu, 01 Jan 1970 00:00:10 GMT', 9000],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  ['soon', undefined],
  ['-1', undefined],
])('Retry-After %s', (header, milliseconds) => {
  expect(retryAfter(header, 1000)).toBe(milliseconds);
});

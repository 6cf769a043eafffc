import { describe, expect, it } from 'vitest';
import { formatBytes, formatRatio, formatSeconds, formatSummary } from '../../bench/format.ts';

describe('numbers for people', () => {
  it.each([
    [0.001234, '1.23 ms'],
    [0.0456, '45.6 ms'],
    [0.789, '789 ms'],
    [1.5, '1.50 s'],
    [250, '250 s'],
  ])('%d seconds', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });

  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.50 KiB'],
    [-2048, '-2.00 KiB'],
    [200 * 1024 ** 2, '200 MiB'],
  ])('%d bytes', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it.each([
    [0.123, '0.12×'],
    [9.87, '9.87×'],
    [41.2, '41×'],
  ])('a ratio of %d', (ratio, text) => {
    expect(formatRatio(ratio)).toBe(text);
  });

  it('gives the spread in the unit of the median', () => {
    const summary = { median: 0.12, mad: 0.0034, runs: 7 };
    expect(formatSummary('wall', summary)).toBe('120 ms ±3.40 (7)');
    expect(formatSummary('written', { median: 4096, mad: 1024, runs: 2 })).toBe(
      '4.00 KiB ±1.00 (2)',
    );
    expect(formatSummary('written', { median: 0, mad: 0, runs: 2 })).toBe('0 B ±0 (2)');
  });
});

/** Numbers for people: three digits that count, with a unit. Pure. */

import type { Measure } from './results.ts';
import type { Summary } from './statistics.ts';

const TIMES: readonly Measure[] = ['wall', 'settled', 'processor', 'user', 'system'];
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

export function formatMeasure(measure: Measure, value: number): string {
  return TIMES.includes(measure) ? formatSeconds(value) : formatBytes(value);
}

export function formatSeconds(seconds: number): string {
  if (seconds < 1) return `${threeDigits(seconds * 1000)} ms`;
  return `${threeDigits(seconds)} s`;
}

export function formatBytes(bytes: number): string {
  let unit = 0;
  let size = bytes;
  while (Math.abs(size) >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit++;
  }
  return `${unit === 0 ? size : threeDigits(size)} ${UNITS[unit]}`;
}

export function formatRatio(ratio: number): string {
  return `${ratio >= 10 ? Math.round(ratio) : ratio.toFixed(2)}×`;
}

/** Median, spread and number of runs: `120 ms ±3.1 (10)`, the spread in the median's unit. */
export function formatSummary(measure: Measure, { median, mad, runs }: Summary): string {
  const middle = formatMeasure(measure, median);
  const scale = Number.parseFloat(middle) / median;
  const spread = mad === 0 || median === 0 ? '0' : threeDigits(mad * scale);
  return `${middle} ±${spread} (${runs})`;
}

function threeDigits(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}

/** Numbers of packages and of bytes, for people. */

const UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** `12,052`. */
export function grouped(count: number): string {
  return `${count}`.replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 package`, `12,052 packages`. */
export function many(count: number, noun: string): string {
  return `${grouped(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `831 bytes`, `1.5 KiB`, `48.2 GiB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1024) return many(bytes, 'byte');
  let amount = bytes;
  let unit = -1;
  // What would be rounded to 1024 of a unit is 1 of the next.
  while (amount >= 1023.95 && unit < UNITS.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${amount.toFixed(1)} ${UNITS[unit]}`;
}

/** `2.56`; of nothing, nothing. */
export function ratioText(part: number, whole: number): string {
  return whole === 0 ? '-' : (part / whole).toFixed(2);
}

/** `98.3 %`; what is not all never reads as all, and what is not nothing never as nothing. */
export function shareText(part: number, whole: number): string {
  if (whole === 0) return '-';
  const rounded = Math.round((1000 * part) / whole) / 10;
  if (rounded >= 100 && part < whole) return '> 99.9 %';
  if (rounded <= 0 && part > 0) return '< 0.1 %';
  return `${rounded} %`;
}

/** A progress line for many packages. */
import { type ProgressLine, showProgressLine } from './progress.ts';

const MIB = 1024 * 1024;

/** Packages, and their bytes where these are what takes the time. */
export interface Amount {
  readonly packages: number;
  readonly bytesIn: number;
}

/** `done` is looked at again and again. */
export function showPackagesProgress(total: Amount, done: Amount, enabled: boolean): ProgressLine {
  return showProgressLine((seconds) => packagesProgressText(total, done, seconds), enabled);
}

/** `123/881 packages  45 MiB/s  12 s left`; packages a second where the total has no bytes. */
export function packagesProgressText(total: Amount, done: Amount, seconds: number): string {
  const byBytes = total.bytesIn > 0;
  const rate = (byBytes ? done.bytesIn : done.packages) / seconds;
  const left = byBytes ? total.bytesIn - done.bytesIn : total.packages - done.packages;
  const speed = byBytes ? `${Math.round(rate / MIB)} MiB/s` : `${Math.round(rate)} packages/s`;
  const parts = [`${done.packages}/${total.packages} packages`, speed];
  if (rate > 0) parts.push(`${Math.ceil(left / rate)} s left`);
  return parts.join('  ');
}

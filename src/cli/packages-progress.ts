/**
 * A progress line on a terminal for many packages.
 *
 * Policy: standard error only, only on a terminal, only after half a second, and gone when done.
 * Drawn by a timer: whoever works in this thread lets the event loop run (see breathe.ts).
 */
const FIRST_MS = 500;
const INTERVAL_MS = 200;
const MIB = 1024 * 1024;

/** Packages, and their bytes where these are what takes the time. */
export interface Amount {
  readonly packages: number;
  readonly bytesIn: number;
}

export interface PackagesProgress {
  /** Removes the line, for other text; it comes back by itself. */
  clear(): void;
  /** Removes the line for good. */
  done(): void;
}

/** `done` is looked at again and again. */
export function showPackagesProgress(
  total: Amount,
  done: Amount,
  enabled: boolean,
): PackagesProgress {
  if (!enabled || !process.stderr.isTTY) return { clear: () => {}, done: () => {} };
  const start = performance.now();
  let shown = false;
  const clear = () => {
    if (shown) process.stderr.write('\r\x1b[K');
    shown = false;
  };
  const timer = setInterval(() => {
    const elapsed = performance.now() - start;
    if (elapsed < FIRST_MS) return;
    shown = true;
    process.stderr.write(`\r\x1b[K${packagesProgressText(total, done, elapsed / 1000)}`);
  }, INTERVAL_MS).unref();
  return {
    clear,
    done() {
      clearInterval(timer);
      clear();
    },
  };
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

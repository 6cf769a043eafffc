/** Loaded into a program before its own code: says at its end how much memory it had, in KiB. */
import { openSync, readFileSync, writeSync } from 'node:fs';

// Opened now: the program may confine itself.
const report = openSync(process.env['PEAK_FILE']!, 'w');
process.on('exit', () => {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
  writeSync(report, peak!);
});

/** Loaded into a program before its own code: says at its end how much memory it had, in KiB. */
import { readFileSync, writeFileSync } from 'node:fs';

process.on('exit', () => {
  const peak = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
  writeFileSync(process.env['PEAK_FILE']!, peak!);
});

/** Progress and notes, for people. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** With the time since the benchmark started: `12:07 step`. */
export function sayStep(step: string): void {
  const seconds = Math.floor(process.uptime());
  say(`${Math.floor(seconds / 60)}:${`${seconds % 60}`.padStart(2, '0')} ${step}`);
}

/** Progress and notes, for people. */
export function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

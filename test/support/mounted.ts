/** Mounts of what is there already, undone when the test ends. */
import { spawnSync } from 'node:child_process';
import { onTestFinished } from 'vitest';

/** `mount` with these arguments, the last of which is where. @throws Error where it fails. */
export function mounted(...args: readonly string[]): void {
  const where = args.at(-1)!;
  command('mount', ...args);
  onTestFinished(() => {
    command('umount', where);
  });
}

/** Runs a program to its end and gives what it prints. @throws Error where it fails. */
export function command(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  }
  return stdout;
}

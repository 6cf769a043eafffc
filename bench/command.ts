/**
 * Runs commands that an interrupt must be able to end.
 *
 * Policy: each command is a process group of its own, so that a Ctrl-C in the terminal reaches the
 * benchmark alone, which then kills the whole group and waits for it. Standard output is thrown
 * away or collected, of standard error the last few kilobytes are kept for the error message.
 */

import { type ChildProcess, spawn } from 'node:child_process';

export interface CommandRequest {
  readonly env?: NodeJS.ProcessEnv;
  /** Kills the command; the call then throws the signal's reason. */
  readonly signal?: AbortSignal;
  /** Called with the child once it runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

export class CommandFailed extends Error {
  override readonly name = 'CommandFailed';
}

const KEPT_STDERR = 4096;

/** Runs a program to its end and returns what it printed. Anything but success is an error. */
export async function runCommand(
  [program = '', ...args]: readonly string[],
  { env = process.env, signal, onStart }: CommandRequest = {},
): Promise<string> {
  signal?.throwIfAborted();
  const child = spawn(program, args, { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const kill = () => killGroup(child);
  signal?.addEventListener('abort', kill);
  try {
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-KEPT_STDERR);
    });
    const end = new Promise<string>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status, by) => resolve(by ?? `status ${status}`));
    });
    if (child.pid !== undefined) onStart?.(child);
    const ending = await end;
    signal?.throwIfAborted();
    if (ending !== 'status 0') {
      throw new CommandFailed(
        `${program} ended with ${ending}: ${errors.trim() || '(no message)'}`,
      );
    }
    return output;
  } finally {
    signal?.removeEventListener('abort', kill);
  }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself in between.
  }
}

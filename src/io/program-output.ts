/**
 * What a short-lived program of the system prints.
 *
 * Policy: found in PATH, nothing on its standard input, the C locale, a limit in time and in
 * output. A program that is missing or misbehaves is an answer, not an error.
 */
import { closeSync, openSync } from 'node:fs';
import { collectOutput } from './collect-output.ts';
import { errnoOf } from './machine-error.ts';
import { spawnProgram } from './spawn-program.ts';

export type ProgramOutput =
  | { readonly kind: 'absent' }
  | { readonly kind: 'failed'; readonly reason: string }
  /** `stdout` of a program that ended with status 0. */
  | { readonly kind: 'ran'; readonly stdout: string };

const TIME_LIMIT_MS = 20_000;
const OUTPUT_LIMIT = 1024 * 1024;

/** Runs `argv[0]` to its end. Never rejects for what the program does. */
export async function programOutput(argv: readonly [string, ...string[]]): Promise<ProgramOutput> {
  const nothing = openSync('/dev/null', 'r');
  const child = spawnProgram(argv, { ...process.env, LC_ALL: 'C', LANG: 'C' }, nothing);
  closeSync(nothing);
  let stopped: string | undefined;
  const stop = (reason: string) => {
    stopped ??= reason;
    child.kill();
  };
  const tooMuch = () => stop(`it printed more than ${OUTPUT_LIMIT} bytes`);
  const stdout = collectOutput(child.stdout, OUTPUT_LIMIT, tooMuch);
  const stderr = collectOutput(child.stderr, OUTPUT_LIMIT, tooMuch);
  const timer = setTimeout(() => stop(`it took longer than ${TIME_LIMIT_MS} ms`), TIME_LIMIT_MS);
  try {
    const { exitStatus, signal } = await child.end;
    if (stopped !== undefined) return { kind: 'failed', reason: stopped };
    if (exitStatus === 0) return { kind: 'ran', stdout: stdout().toString() };
    const [line = ''] = stderr().toString().split('\n', 1);
    const end = signal === null ? `exit status ${exitStatus}` : `ended by ${signal}`;
    return { kind: 'failed', reason: line === '' ? end : `${end}: ${line}` };
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    return code === 'ENOENT' ? { kind: 'absent' } : { kind: 'failed', reason: code };
  } finally {
    clearTimeout(timer);
  }
}

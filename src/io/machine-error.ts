/**
 * The one error for faults of the machine: a full disk, a closed pipe, a missing permission.
 *
 * Policy: the message says which file or stream, what was being done, what went wrong and what to
 * do about it; the original error is the `cause`. Errors that are not the machine's (a wrong
 * argument, a FormatError) are never wrapped.
 */

import { constants } from 'node:os';
import { getSystemErrorMap } from 'node:util';

const ADVICE: Readonly<Record<string, string>> = {
  EACCES: 'check its permissions',
  EPERM: 'check its permissions and attributes',
  EROFS: 'the file system is read-only: choose another place',
  ENOENT: 'check the path',
  ENOTDIR: 'check the path',
  EISDIR: 'give a file, not a directory',
  ELOOP: 'check the symbolic links of the path',
  ENAMETOOLONG: 'choose a shorter path',
  ENOSPC: 'free some space or choose another place',
  EDQUOT: 'free some of the quota or choose another place',
  EFBIG: 'raise the file size limit (ulimit -f) or choose another place',
  EMFILE: 'raise the limit of open files (ulimit -n)',
  ENFILE: 'close other programs: the system has no open file left',
  EPIPE: 'the reader has gone: look at the program on the other side of the pipe',
  EBADF: 'the descriptor is closed, or not open for this direction',
  EBUSY: 'it is in use, perhaps a mount point: choose another place',
  ESPIPE: 'give a regular file, or use standard input',
  EIO: 'the device failed: look at the kernel log',
};

/** What was attempted, on what. */
export interface MachineFault {
  /** The verb, as in `cannot ${doing} ${subject}`: `read`, `write to`, `create`. */
  readonly doing: string;
  /** The file's path, or what the stream is: `standard output`. */
  readonly subject: string;
  /** The errno name (`ENOSPC`), or another upper-case name where no system call is to blame. */
  readonly code: string;
  /** What went wrong, where the code's usual text does not say it. */
  readonly reason?: string;
  /** What to do, where the code's usual advice does not fit. */
  readonly advice?: string;
}

/** A fault of the machine, not of the package. */
export class MachineError extends Error {
  override readonly name = 'MachineError';
  /** The errno name: `ENOSPC`, `EPIPE`. */
  readonly code: string;
  readonly doing: string;
  readonly subject: string;

  constructor(fault: MachineFault, cause?: unknown) {
    const reason = fault.reason ?? errnoText(fault.code);
    const advice = fault.advice ?? ADVICE[fault.code];
    const what = `cannot ${fault.doing} ${fault.subject}: ${reason} (${fault.code})`;
    super(
      advice === undefined ? what : `${what}; ${advice}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = fault.code;
    this.doing = fault.doing;
    this.subject = fault.subject;
  }
}

/** Runs `action`; a failed system call in it comes out as a MachineError. */
export function attempt<T>(doing: string, subject: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    throw new MachineError({ doing, subject, code }, error);
  }
}

/** As attempt, for what ends later. */
export async function attemptAsync<T>(
  doing: string,
  subject: string,
  action: () => Promise<T>,
): Promise<T> {
  try {
    return await action();
  } catch (error) {
    return attempt(doing, subject, () => {
      throw error;
    });
  }
}

/** The errno name of a failed system call, undefined for every other value. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) return undefined;
  const { code } = error;
  if (typeof code !== 'string') return undefined;
  return NAMELESS.test(code) && 'errno' in error ? (nameOf(error.errno) ?? code) : code;
}

/** What Node calls an error that libuv has no name for; the number is there, below zero. */
const NAMELESS = /^UNKNOWN$|^Unknown system error/;

function nameOf(errno: unknown): string | undefined {
  return Object.entries(constants.errno).find(([, number]) => number === -Number(errno))?.[0];
}

function errnoText(code: string): string {
  if (code === 'EDQUOT') return 'disk quota exceeded';
  for (const [name, text] of getSystemErrorMap().values()) if (name === code) return text;
  return 'failed';
}

/** The result of `action`; undefined where it throws a MachineError. */
export function unlessMachineFails<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof MachineError) return undefined;
    throw error;
  }
}

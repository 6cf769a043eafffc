/**
 * Landlock: which files a process may read, and that it may do nothing else with any.
 *
 * Policy: what is open already stays usable; from then on files are opened for reading only, beneath
 * the paths that are named; nothing is made, removed or run; no TCP where the kernel can say so. It
 * holds for this thread and for threads and programs that it starts, not for threads that run already:
 * the seccomp filter is what holds for all of them.
 * Source: landlock(7), linux/landlock.h.
 */
import { closeSync, constants, openSync, statSync } from 'node:fs';
import { errnoOf } from '../machine-error.ts';
import { allowBeneath, createRuleset, landlockVersion, restrictSelf } from './kernel.ts';

const READ_FILE = 1n << 2n;
const READ_DIR = 1n << 3n;

/** Bits of the file access rights that a version knows: 13 in the first, then one more now and then. */
const FILE_RIGHTS: readonly (readonly [version: number, count: bigint])[] = [
  [5, 16n], // IOCTL_DEV
  [3, 15n], // TRUNCATE
  [2, 14n], // REFER
  [1, 13n],
];
const TCP_SINCE = 4;
/** BIND_TCP, CONNECT_TCP. */
const TCP_RIGHTS = 3n;
/** O_PATH of fcntl.h: a descriptor that says where something is, whoever may read it. */
const O_PATH = 0o10_000_000;

/**
 * Restricts this thread to reading beneath `paths`; those that do not exist are left out. Undefined,
 * or why it is not restricted.
 */
export function restrictToReading(paths: readonly string[]): string | undefined {
  const version = landlockVersion();
  if (typeof version === 'string') return version;
  const ruleset = createRuleset(attributesOf(version));
  if (typeof ruleset === 'string') return ruleset;
  try {
    for (const path of paths) {
      const failure = allowReading(ruleset, path);
      if (failure !== undefined) return failure;
    }
    return restrictSelf(ruleset);
  } finally {
    closeSync(ruleset);
  }
}

/** struct landlock_ruleset_attr, as long as the version knows it. */
function attributesOf(version: number): BigUint64Array {
  const [, count] = FILE_RIGHTS.find(([since]) => version >= since)!;
  const files = (1n << count) - 1n;
  return version < TCP_SINCE ? BigUint64Array.of(files) : BigUint64Array.of(files, TCP_RIGHTS);
}

function allowReading(ruleset: number, path: string): string | undefined {
  try {
    const stats = statSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return undefined;
    const fd = openSync(path, constants.O_RDONLY | O_PATH);
    try {
      return allowBeneath(ruleset, stats.isDirectory() ? READ_FILE | READ_DIR : READ_FILE, fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    return `${path}: ${code}`;
  }
}

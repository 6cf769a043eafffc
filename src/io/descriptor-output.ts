/**
 * The result into a descriptor somebody else opened, usually standard output.
 *
 * Policy: an empty regular file is written in place, everything else gets nothing before the
 * result is final. A regular file whose O_APPEND flag cannot be told (no /proc) counts as one that
 * is appended to. The descriptor is never closed.
 */

import { fstatSync, readFileSync } from 'node:fs';
import { inPlaceOutput } from './in-place-output.ts';
import { attempt } from './machine-error.ts';
import type { Output } from './output.ts';
import { stagedOutput } from './staged-output.ts';

const O_APPEND_MASK = 0o2000;

/** An output into `fd`; `name` is for messages: `standard output`. */
export function descriptorOutput(fd: number, name: string): Output {
  const target = { fd, name };
  const stats = attempt('examine', name, () => fstatSync(fd));
  if (!stats.isFile() || stats.size > 0) return stagedOutput(target);
  const state = descriptorState(fd);
  if (state === undefined || state.append) return stagedOutput(target);
  return inPlaceOutput(target, state.offset);
}

/** Offset and mode of an open descriptor (proc_pid_fdinfo(5)), undefined without /proc. */
function descriptorState(fd: number): { offset: number; append: boolean } | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/self/fdinfo/${fd}`, 'latin1');
  } catch {
    return undefined;
  }
  const offset = /^pos:\s*(\d+)$/m.exec(text)?.[1];
  const flags = /^flags:\s*([0-7]+)$/m.exec(text)?.[1];
  if (offset === undefined || flags === undefined) return undefined;
  return { offset: Number(offset), append: (Number.parseInt(flags, 8) & O_APPEND_MASK) !== 0 };
}

/**
 * The result into a descriptor somebody else opened, usually standard output.
 *
 * Policy: an empty regular file is written in place, everything else gets nothing before the
 * result is final. A regular file whose O_APPEND flag cannot be told (no /proc) counts as one that
 * is appended to. The descriptor is never closed.
 */

import { fstatSync } from 'node:fs';
import { descriptorState } from './descriptor-state.ts';
import { inPlaceOutput } from './in-place-output.ts';
import { attempt } from './machine-error.ts';
import type { Output } from './output.ts';
import { stagedOutput } from './staged-output.ts';

/** An output into `fd`; `name` is for messages: `standard output`. */
export function descriptorOutput(fd: number, name: string): Output {
  const target = { fd, name };
  const stats = attempt('examine', name, () => fstatSync(fd));
  if (!stats.isFile() || stats.size > 0) return stagedOutput(target);
  const state = descriptorState(fd);
  if (state === undefined || state.append) return stagedOutput(target);
  return inPlaceOutput(target, state.offset);
}

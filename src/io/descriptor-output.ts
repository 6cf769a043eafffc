/**
 * The result into a descriptor somebody else opened, usually standard output.
 *
 * Policy: an empty regular file is written in place, everything else gets nothing before the
 * result is final. A regular file whose O_APPEND flag cannot be told (no /proc) counts as one that
 * is appended to; what was appended to one is taken back when it does not fit. The descriptor is
 * never closed.
 */

import { fstatSync, ftruncateSync } from 'node:fs';
import { descriptorState } from './descriptor-state.ts';
import { inPlaceOutput } from './in-place-output.ts';
import { attempt } from './machine-error.ts';
import type { Output } from './output.ts';
import { stagedOutput } from './staged-output.ts';

/** An output into `fd`; `name` is for messages: `standard output`. */
export function descriptorOutput(fd: number, name: string): Output {
  const target = { fd, name };
  const stats = attempt('examine', name, () => fstatSync(fd));
  if (!stats.isFile()) return stagedOutput(target);
  const state = descriptorState(fd);
  if (stats.size > 0 || state === undefined || state.append) {
    const appends = state?.append || state?.offset === stats.size;
    return stagedOutput(target, () => {
      if (appends) attempt('truncate', name, () => ftruncateSync(fd, stats.size));
    });
  }
  return inPlaceOutput(target, state.offset);
}

/**
 * What the kernel knows of an open descriptor and fstat(2) does not say.
 *
 * Policy: asks /proc/self/fdinfo and nothing else; a system without it is an answer (undefined).
 * Source: proc_pid_fdinfo(5).
 */

import { readFileSync } from 'node:fs';

const O_APPEND_MASK = 0o2000;

export interface DescriptorState {
  /** Where the next plain read or write happens. */
  readonly offset: number;
  /** Whether writes go to the end of the file. */
  readonly append: boolean;
}

export function descriptorState(fd: number): DescriptorState | undefined {
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

/** Exit statuses, stable for scripts (the contract of the command line). */
export const EXIT = {
  /** Nothing to report. */
  ok: 0,
  /** Findings; for verify: not proven. */
  findings: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** Some input could not be read, or its result not be written. */
  unreadable: 3,
  /** A bug of ours. */
  bug: 70,
} as const;

export type ExitStatus = (typeof EXIT)[keyof typeof EXIT];

/** The higher one: their numbers are in that order. */
export function graver(a: ExitStatus, b: ExitStatus): ExitStatus {
  return a > b ? a : b;
}

/**
 * Where a fault may strike a program, and which faults there are.
 *
 * Policy: a point is the n-th call of one kind in one thread, so that the same program on the same
 * input has the same points again. Plain data: it crosses the environment of a process.
 */

/** What a program asks of the machine. */
export type Operation = keyof typeof CODES;

export interface FaultPoint {
  /** `main`, or the module and number of a worker thread. */
  readonly thread: string;
  readonly operation: Operation;
  /** Counted from 1. */
  readonly ordinal: number;
}

/** A point that a run has passed. */
export interface PassedPoint extends FaultPoint {
  /** The path, or what a descriptor stands for. */
  readonly subject: string;
  /** The code of the fault that struck here; undefined where the call was let through. */
  readonly struck?: string;
}

/** What the layer is told by the environment. */
export interface FaultRequest {
  /** Calls about paths below it are not counted: Node loads modules from there. */
  readonly project: string;
  /** Undefined to let everything through and say what it was. */
  readonly fault?: FaultPoint & { readonly code: string };
}

/** The variable that has the request, as JSON. */
export const FAULT_VARIABLE = 'RPMCOW_TEST_FAULT';

/** The descriptor that the layer writes to, one line of JSON a call. */
export const FAULT_LOG = 3;

/** A call that does part of its work, as the kernel may: no error. */
export const SHORT = 'SHORT';

/** By kind of call, what can go wrong with it: errno names, or SHORT. */
export const CODES = {
  open: ['EMFILE', 'EACCES', 'EIO'],
  read: ['EIO', 'EINTR', SHORT],
  write: ['ENOSPC', 'EIO', 'EDQUOT', 'EINTR', SHORT],
  truncate: ['EIO'],
  fsync: ['EIO', 'ENOSPC'],
  rename: ['EIO', 'ENOSPC'],
  link: ['EMLINK', 'ENOSPC'],
  symlink: ['ENOSPC'],
  unlink: ['EIO'],
  mkdir: ['ENOSPC'],
  rmdir: ['EIO'],
  mkfifo: ['ENOSPC'],
  stat: ['EIO'],
  readdir: ['EIO', 'EMFILE'],
  metadata: ['EPERM', 'EIO'],
  ioctl: ['EIO', 'EOPNOTSUPP', 'EXDEV'],
  copy_file_range: ['EIO', 'ENOSPC', 'EXDEV'],
  reserve: ['ENOSPC', 'EOPNOTSUPP'],
  map: ['ENOMEM'],
  pipe: ['EMFILE'],
  spawn: ['EAGAIN', 'ENOENT', 'ENOMEM'],
  thread: ['EAGAIN'],
  confine: ['ENOSYS', 'EPERM'],
} as const;

/**
 * A file to try things with, in a directory that is somebody else's.
 *
 * Policy: without a name where the file system can (O_TMPFILE), so that nothing is left behind however
 * this process ends; elsewhere it has one only while it is opened, and cleanup.ts knows of it. A
 * directory where no file can be made is an answer: the errno name.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { forgetTemporary, registerTemporary } from './cleanup.ts';
import { errnoOf } from './machine-error.ts';
import { O_TMPFILE } from './temporary-file.ts';

const OURS_ALONE = 0o600;
/** What a file system, or a kernel, without unnamed files answers. */
const NEEDS_A_NAME: readonly string[] = ['ENOTSUP', 'EOPNOTSUPP', 'EISDIR', 'ENOENT'];

/** A descriptor, open for reading and writing and the caller's to close; or the errno name. */
export function openScratchFile(directory: string): number | string {
  const unnamed = opened(() => openSync(directory, O_TMPFILE | constants.O_RDWR, OURS_ALONE));
  if (typeof unnamed === 'number' || !NEEDS_A_NAME.includes(unnamed)) return unnamed;
  const path = join(directory, `.rpmcow-${randomBytes(6).toString('hex')}.tmp`);
  registerTemporary(path);
  try {
    return opened(() => {
      const fd = openSync(path, 'wx+', OURS_ALONE);
      try {
        rmSync(path);
      } catch (error) {
        closeSync(fd);
        throw error;
      }
      return fd;
    });
  } finally {
    forgetTemporary(path);
  }
}

function opened(open: () => number): number | string {
  try {
    return open();
  } catch (error) {
    const code = errnoOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

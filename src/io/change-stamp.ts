/** What tells that an open file was written to meanwhile, or renamed, or unlinked. */
import { fstatSync } from 'node:fs';
import { attempt } from './machine-error.ts';

/** Equal for as long as nobody changes anything. @param name the file, for messages. */
export function changeStamp(fd: number, name: string): string {
  const { size, mtimeNs, ctimeNs } = attempt('examine', name, () =>
    fstatSync(fd, { bigint: true }),
  );
  return `${size} ${mtimeNs} ${ctimeNs}`;
}

/**
 * Whether the librepo that a process has loaded runs a transcoder.
 *
 * Policy: the library is asked, not its version, because distributions patch it: one that reads the
 * variable has its name among its bytes. What cannot be found out is undefined.
 * Source: librepo downloader.c (maybe_transcode).
 */
import { unlessMachineFails } from '../../io/machine-error.ts';
import { systemTree } from '../../io/system-tree.ts';
import { readTextFile } from '../../io/text-file.ts';

export const TRANSCODER_VARIABLE = 'LIBREPO_TRANSCODE_RPMS';

export interface Librepo {
  readonly path: string;
  readonly transcodes: boolean;
}

/** The one that the process of this number has mapped. */
export function librepoOf(pid: number): Librepo | undefined {
  return unlessMachineFails(() => {
    const maps = readTextFile(`/proc/${pid}/maps`);
    const path = /^(?:\S+ +){5}(\/.*\/librepo\.so[^/]*)$/m.exec(maps)?.[1];
    const words = path && systemTree('/').wordsIn(path, [TRANSCODER_VARIABLE]);
    return path && words ? { path, transcodes: words.has(TRANSCODER_VARIABLE) } : undefined;
  });
}

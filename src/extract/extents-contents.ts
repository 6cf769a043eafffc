/**
 * Contents cloned out of an extents file.
 *
 * Policy: head, table, placement and stored verdict are always checked; contents are compared with
 * the header's digests only when asked, because that reads every byte, which cloning does not: of
 * 550 MiB in 2,200 files 0.26 s become 0.73 s, although all is in memory. Without it the content is
 * trusted to whoever transcoded the file, as rpm's reflink plugin does.
 */
import type { Breather } from '../io/breathe.ts';
import { type CopyCounts, FileCopier, type ReflinkMode } from '../io/file-copier.ts';
import type { FileSource } from '../io/file-source.ts';
import { openExtentsFile } from '../transcode/extents-file.ts';
import { verifyContents } from '../transcode/verify.ts';
import { verifyStructure } from '../transcode/verify-structure.ts';
import type { PackageContents } from './contents.ts';
import { refusePackage } from './refuse-package.ts';
import { Refused } from './refused.ts';

export interface ExtentsOptions {
  /** The extents file, for messages. */
  readonly name: string;
  readonly reflink: ReflinkMode;
  /** Whether to prove the whole file before anything is taken from it. */
  readonly verify: boolean;
  readonly counts: CopyCounts;
  readonly breathe: Breather;
}

/**
 * Opens an extents file.
 * @throws FormatError where it is unreadable, Refused where it is not what its header promises.
 */
export async function openExtentsContents(
  source: FileSource,
  { name, reflink, verify, counts, breathe }: ExtentsOptions,
): Promise<PackageContents> {
  const file = openExtentsFile(source);
  refusePackage(file.package);
  const { extents, findings } = verifyStructure(file);
  if (findings.length > 0) throw new Refused(...findings);
  if (verify) {
    const untrue = await verifyContents(file, extents, breathe);
    if (untrue.length > 0) throw new Refused(...untrue);
  }
  // By the index of the file; empty contents may be missing.
  const offsets = new Map(extents.map(({ content, offset }) => [content.file.index, offset]));
  const copier = new FileCopier(source, name, reflink, counts);
  return {
    package: file.package,
    verified: verify,
    async stage(tree) {
      for (const { file: entry } of file.contents) {
        const target = tree.createContent(entry);
        copier.copy(offsets.get(entry.index) ?? 0, entry.size, target);
        target.finish();
        const pause = breathe();
        if (pause !== undefined) await pause;
      }
    },
  };
}

/**
 * Contents cloned out of an extents file.
 *
 * Policy: head, table, placement and stored verdict are checked before anything is made; then every
 * content is compared with its digest in the header, as those of a plain package are, before
 * anything gets its name. That reads every byte, which cloning does not: another thread does it
 * meanwhile, and this one helps when it has cloned all. Who asks not to verify trusts whoever
 * transcoded the file, as rpm's reflink plugin does. A second thread that clones gains next to
 * nothing: the kernel lets one thread at a time share blocks of a file, and btrfs has one tree for
 * all new files (measured with 3,300 files on Linux 6.18: 0 to 10 %).
 */
import type { Breather } from '../io/breathe.ts';
import { changeStamp } from '../io/change-stamp.ts';
import { type CopyCounts, FileCopier, type ReflinkMode } from '../io/file-copier.ts';
import type { FileSource } from '../io/file-source.ts';
import { MachineError } from '../io/machine-error.ts';
import type { ContentsProof } from '../transcode/contents-proof.ts';
import { openExtentsFile } from '../transcode/extents-file.ts';
import { verifyStructure } from '../transcode/verify-structure.ts';
import { computableDigest } from './computable-digest.ts';
import type { PackageContents } from './contents.ts';
import { refusePackage } from './refuse-package.ts';
import { Refused } from './refused.ts';

export interface ExtentsOptions {
  /** The extents file, for messages. */
  readonly name: string;
  readonly reflink: ReflinkMode;
  /** Proves the contents while they are cloned; undefined to trust them. */
  readonly proof: ContentsProof | undefined;
  readonly counts: CopyCounts;
  readonly breathe: Breather;
}

/**
 * Opens an extents file.
 * @throws FormatError where it is unreadable, Refused where it is not what its header promises.
 */
export async function openExtentsContents(
  source: FileSource,
  { name, reflink, proof, counts, breathe }: ExtentsOptions,
): Promise<PackageContents> {
  const stamp = changeStamp(source.fd, name);
  const file = openExtentsFile(source);
  refusePackage(file.package);
  const { extents, findings } = verifyStructure(file);
  if (findings.length > 0) throw new Refused(...findings);
  // By the index of the file; empty contents may be missing.
  const offsets = new Map(extents.map(({ content, offset }) => [content.file.index, offset]));
  const contents = file.contents.map(({ file }) => ({
    file,
    offset: offsets.get(file.index) ?? 0,
  }));
  await proof?.begin(computableDigest(file.package.fileList), contents);
  const copier = new FileCopier(source, name, reflink, counts);
  return {
    package: file.package,
    verified: proof !== undefined,
    async stage(tree) {
      for (const { file: entry, offset } of contents) {
        const target = tree.createContent(entry);
        copier.copy(offset, entry.size, target);
        target.finish();
        const pause = breathe();
        if (pause !== undefined) await pause;
      }
      const untrue = (await proof?.finish(breathe)) ?? [];
      if (untrue.length > 0) throw new Refused(...untrue);
      if (changeStamp(source.fd, name) === stamp) return;
      const reason = 'it was changed meanwhile';
      throw new MachineError({ doing: 'read', subject: name, code: 'ESTALE', reason });
    },
  };
}

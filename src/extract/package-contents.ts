/**
 * Contents decoded from the payload of a plain package.
 *
 * Policy: nothing counts before the payload has been read to its end, every content has the digest
 * of the header, and the package's own digests are right, as stock rpm has it. Buffers nothing.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { ContentDigest } from '../io/content-digest.ts';
import type { DigestName } from '../io/digests.ts';
import type { CopyCounts } from '../io/file-copier.ts';
import type { PackageInput } from '../io/package-input.ts';
import { pump } from '../io/pump.ts';
import type { StagedFile } from '../io/staged-tree.ts';
import { writeAll } from '../io/write-all.ts';
import { ArchiveReader, type ContentSink } from '../package/archive-reader.ts';
import { hasDigestOf } from '../package/content-check.ts';
import { readHead } from '../package/read-head.ts';
import { describePackage } from '../package/rpm-package.ts';
import { type UnpackOptions, unpack } from '../package/unpack.ts';
import { checkHead } from '../transcode/checksig.ts';
import { PassThrough } from '../transcode/pass-through.ts';
import { computableDigest } from './computable-digest.ts';
import type { PackageContents } from './contents.ts';
import type { PackageTree } from './package-tree.ts';
import { refusePackage } from './refuse-package.ts';
import { Refused } from './refused.ts';

export interface PackageOptions extends UnpackOptions {
  /** Are added to. */
  readonly counts: CopyCounts;
}

/**
 * Opens a package.
 * @throws FormatError where its head is unreadable, Refused where rpm would not install it.
 */
export function openPackageContents(input: PackageInput, options: PackageOptions): PackageContents {
  const opened = readHead(input.stream);
  const pkg = describePackage(opened.head);
  refusePackage(pkg);
  return {
    package: pkg,
    verified: true,
    async stage(tree) {
      try {
        const checked = await checkHead(opened, input, 'record', options.breathe);
        const verification = await checked.start();
        try {
          const { payload } = verification;
          const writer = new ContentWriter(pkg.fileList, tree, options.counts);
          await unpack(pkg, payload, new ArchiveReader(pkg.fileList, writer), options);
          await pump(payload, () => {}, options.breathe);
          await verification.finish();
        } finally {
          verification.end();
        }
      } catch (error) {
        throw error instanceof PassThrough ? new Refused(...error.because) : error;
      }
    },
  };
}

/** Writes each content as it comes, and compares its digest. */
class ContentWriter implements ContentSink {
  readonly #tree: PackageTree;
  readonly #counts: CopyCounts;
  readonly #algorithm: DigestName;
  readonly #digest: ContentDigest;
  #file: FileEntry | undefined;
  #target: StagedFile | undefined;
  #position = 0;

  constructor(fileList: FileList, tree: PackageTree, counts: CopyCounts) {
    this.#tree = tree;
    this.#counts = counts;
    this.#algorithm = computableDigest(fileList);
    this.#digest = new ContentDigest(this.#algorithm);
  }

  begin(file: FileEntry): void {
    this.#file = file;
    this.#target = this.#tree.createContent(file);
    this.#position = 0;
    this.#digest.begin(file.size);
  }

  content(bytes: Uint8Array): void {
    this.#digest.update(bytes);
    writeAll(this.#target!, bytes, this.#position);
    this.#position += bytes.length;
  }

  end(): void {
    const file = this.#file!;
    const digest = toHex(this.#digest.finish());
    if (!hasDigestOf(file, this.#algorithm, digest)) {
      const claimed = file.digest ?? 'none of the right length';
      throw new Refused({
        rule: file.digest === undefined ? 'digest-missing' : 'digest-mismatch',
        message: `${displayText(file.path)} has the ${this.#algorithm} digest ${digest}, its header says ${claimed}`,
      });
    }
    this.#target!.finish();
    if (file.size === 0) return;
    this.#counts.copied.files++;
    this.#counts.copied.bytes += file.size;
  }
}

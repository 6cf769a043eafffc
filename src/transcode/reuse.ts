/**
 * Contents that other extents files of a directory already have: cloned instead of written.
 *
 * Policy: no neighbour is trusted. What was cloned is read back from the result, where nobody else
 * can change it any more, and digested; if it differs, the content is written after all. A
 * neighbour that lies or cannot be read is not asked again. Only digests that nobody can forge are
 * gone by. The incoming content is checked as always.
 */
import { join } from 'node:path';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { fromHex, toHex } from '../../native-free-parsers/bytes/hex.ts';
import { findOffset } from '../../native-free-parsers/extents/digest-table.ts';
import type { AlignedWriter } from '../io/aligned-writer.ts';
import { ContentDigest } from '../io/content-digest.ts';
import { ContentIndex, type IndexedContent } from '../io/content-index.ts';
import type { DigestName } from '../io/digests.ts';
import { regularFiles } from '../io/directory.ts';
import { type FileSource, openFileSource } from '../io/file-source.ts';
import { unlessMachineFails } from '../io/machine-error.ts';
import type { CloningOutput } from '../io/output.ts';
import { isZeroRange } from '../io/zero-range.ts';
import { openExtentsFile } from './extents-file.ts';

const PIECE = 1024 * 1024;

/** Where a content was cloned to: `length` is `size` in whole blocks. */
interface Clone {
  readonly start: number;
  readonly size: number;
  readonly length: number;
}

/** What the last block of a clone has: padding, or other bytes behind these. */
type End = 'padding' | Uint8Array;

/** The neighbours of one result. */
export class ReusePool {
  /** What was cloned so far. */
  readonly reused = { contents: 0, bytes: 0 };
  readonly #directory: string;
  readonly #output: CloningOutput;
  readonly #blockSize: number;
  readonly #index: ContentIndex;
  readonly #sources = new Map<string, FileSource | undefined>();
  readonly #piece = new Uint8Array(PIECE);

  /** Looks at the extents files of `directory` that the index does not know as they are. */
  constructor(directory: string, output: CloningOutput, blockSize: number) {
    this.#directory = directory;
    this.#output = output;
    this.#blockSize = blockSize;
    this.#index = new ContentIndex(directory);
    this.#refresh();
  }

  /**
   * Places the content of this digest where the writer stands, on a whole block, if a neighbour
   * has it. False, and nothing written, where none has.
   */
  place(writer: AlignedWriter, algorithm: DigestName, digest: string, size: number): boolean {
    if (size === 0) return false;
    const length = Math.ceil(size / this.#blockSize) * this.#blockSize;
    for (const { name, offset } of this.#index.find(algorithm, fromHex(digest)!, size)) {
      const source = this.#source(name);
      if (source === undefined) continue;
      writer.flush();
      const start = writer.position;
      if (!this.#output.appendClone(source, offset, length)) continue;
      const clone = { start, size, length };
      const end = unlessMachineFails(() => this.#endOf(clone, algorithm, digest));
      if (end === undefined) {
        this.#output.cutTo(start);
        this.#forget(name, source);
        continue;
      }
      this.#keep(writer, clone, end);
      this.reused.contents++;
      this.reused.bytes += size;
      return true;
    }
    return false;
  }

  /** How a clone ends; undefined where it is not this content. Throws MachineError. */
  #endOf({ start, size, length }: Clone, algorithm: DigestName, digest: string): End | undefined {
    if (this.#digestAt(start, size, algorithm) !== digest) return undefined;
    if (isZeroRange(this.#output, start + size, start + length)) return 'padding';
    const rest = new Uint8Array(size % this.#blockSize);
    this.#output.readAt(start + size - rest.length, rest);
    return rest;
  }

  /** Leaves the content where it was cloned to; what has no padding behind it is written. */
  #keep(writer: AlignedWriter, { start, size, length }: Clone, end: End): void {
    if (end === 'padding') {
      writer.adopt(size, length - size, () => this.#output.cutTo(start + size));
      return;
    }
    const whole = size - end.length;
    this.#output.cutTo(start + whole);
    writer.adopt(whole, 0, () => {});
    writer.write(end);
  }

  close(): void {
    for (const source of this.#sources.values()) source?.close();
    this.#index.close();
  }

  #refresh(): void {
    const files = unlessMachineFails(() => regularFiles(this.#directory));
    if (files === undefined) return;
    const current = this.#index.current(files);
    for (const file of files) {
      if (current.has(file.name)) continue;
      const contents = unlessMachineFails(() => this.#contentsOf(file.name));
      if (contents !== undefined) this.#index.replace(file, contents.algorithm, contents.list);
    }
    this.#index.keepOnly(new Set(files.map(({ name }) => name)));
  }

  /** What an extents file says it has; nothing for any other file. Throws MachineError. */
  #contentsOf(name: string): { algorithm: string; list: IndexedContent[] } {
    const source = this.#open(name);
    try {
      const { contents, table, package: pkg } = openExtentsFile(source);
      const list = new Map<number, IndexedContent>();
      for (const { file } of contents) {
        const digest = fromHex(file.digest!)!;
        const offset = findOffset(table, digest);
        if (offset !== undefined) list.set(offset, { digest, size: file.size, offset });
      }
      return { algorithm: pkg.fileList.digestAlgorithm.name, list: [...list.values()] };
    } catch (error) {
      if (error instanceof FormatError) return { algorithm: '', list: [] };
      throw error;
    } finally {
      source.close();
    }
  }

  /** Neighbours that were useful once stay open. */
  #source(name: string): FileSource | undefined {
    if (!this.#sources.has(name)) {
      this.#sources.set(
        name,
        unlessMachineFails(() => this.#open(name)),
      );
    }
    return this.#sources.get(name);
  }

  #forget(name: string, source: FileSource): void {
    source.close();
    this.#sources.set(name, undefined);
  }

  #open(name: string): FileSource {
    return openFileSource(join(this.#directory, name));
  }

  #digestAt(start: number, size: number, algorithm: DigestName): string {
    const digest = new ContentDigest(algorithm);
    digest.begin(size);
    for (let at = 0; at < size; at += PIECE) {
      const part = this.#piece.subarray(0, Math.min(PIECE, size - at));
      digest.update(part.subarray(0, this.#output.readAt(start + at, part)));
    }
    return toHex(digest.finish());
  }
}

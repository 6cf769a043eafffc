/**
 * Contents that other extents files of a directory already have: cloned instead of written.
 *
 * Policy: no neighbour is trusted. What was cloned is read back from the result, where nobody else
 * can change it any more, and digested; if it differs, the content is written
 * after all. Only digests that nobody can forge are gone by. The incoming content is checked as
 * always.
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
import { MachineError } from '../io/machine-error.ts';
import type { CloningOutput } from '../io/output.ts';
import { isZeroRange } from '../io/zero-range.ts';
import { openExtentsFile } from './extents-file.ts';

const PIECE = 1024 * 1024;

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
    for (const { name, offset } of this.#index.find(algorithm, fromHex(digest)!, size)) {
      const source = this.#source(name);
      if (source === undefined) continue;
      writer.flush();
      const start = writer.position;
      const length = Math.ceil(size / this.#blockSize) * this.#blockSize;
      if (!this.#output.appendClone(source, offset, length)) continue;
      if (this.#digestAt(start, size, algorithm) === digest) {
        this.#keep(writer, start, size, length);
        this.reused.contents++;
        this.reused.bytes += size;
        return true;
      }
      this.#output.cutTo(start);
    }
    return false;
  }

  /**
   * Leaves the content where it was cloned to. Behind a neighbour's last content there is no
   * padding: then the bytes of the last block are written.
   */
  #keep(writer: AlignedWriter, start: number, size: number, length: number): void {
    if (isZeroRange(this.#output, start + size, start + length)) {
      writer.adopt(size, length - size, () => this.#output.cutTo(start + size));
      return;
    }
    const whole = size - (size % this.#blockSize);
    const rest = this.#piece.slice(
      0,
      this.#output.readAt(start + whole, this.#piece.subarray(0, size - whole)),
    );
    this.#output.cutTo(start + whole);
    writer.adopt(whole, 0, () => {});
    writer.write(rest);
  }

  close(): void {
    for (const source of this.#sources.values()) source?.close();
    this.#index.close();
  }

  #refresh(): void {
    const files = regularFiles(this.#directory);
    const current = this.#index.current(files);
    for (const file of files) {
      if (current.has(file.name)) continue;
      const contents = this.#contentsOf(file.name);
      if (contents !== undefined) this.#index.replace(file, contents.algorithm, contents.list);
    }
    this.#index.keepOnly(new Set(files.map(({ name }) => name)));
  }

  /** What an extents file says it has; nothing for any other file, undefined for one that is gone. */
  #contentsOf(name: string): { algorithm: string; list: IndexedContent[] } | undefined {
    const source = this.#open(name);
    if (source === undefined) return undefined;
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
    if (!this.#sources.has(name)) this.#sources.set(name, this.#open(name));
    return this.#sources.get(name);
  }

  #open(name: string): FileSource | undefined {
    try {
      return openFileSource(join(this.#directory, name));
    } catch (error) {
      if (error instanceof MachineError) return undefined;
      throw error;
    }
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

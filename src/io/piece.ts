/**
 * A piece of a result under way: a mebibyte of it, and where contents to be digested lie in it.
 *
 * Policy: pieces are worked off in order, each once: its contents digested where they lie, then
 * the bytes written, by whatever thread.
 */
import { createDigest, type Digest, type DigestName, digestOf } from './digests.ts';
import { giveBackBuffer, takeBuffer } from './spare-buffer.ts';

const PIECE_SIZE = 1024 * 1024;
/** Contents a piece has room for: more than blocks of 4 KiB in it. */
export const MOST_MARKS = 512;

/** Numbers of a mark: start, end, and whether the content ends there (1) or goes on (0). */
const MARK = 3;

export interface Piece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly marks: Int32Array<ArrayBuffer>;
}

/** An empty one. */
export function makePiece(): Piece {
  return { bytes: new Uint8Array(PIECE_SIZE), marks: makeMarks() };
}

function makeMarks(): Int32Array<ArrayBuffer> {
  return new Int32Array(MOST_MARKS * MARK);
}

/** Notes that `piece` has content from `start` to before `end`, as mark number `index`. */
export function setMark(
  piece: Piece,
  index: number,
  { start, end, ends }: { readonly start: number; readonly end: number; readonly ends: boolean },
): void {
  piece.marks.set([start, end, ends ? 1 : 0], index * MARK);
}

/** Digests contents in pieces, one piece after another. */
export class PieceDigester {
  readonly #name: DigestName;
  /** Of the content that the last piece broke off in. */
  #running: Digest | undefined;

  constructor(name: DigestName) {
    this.#name = name;
  }

  /** The digests of the contents that end in this piece, in their order. */
  digest({ bytes, marks }: Piece, count: number): Uint8Array[] {
    const digests: Uint8Array[] = [];
    for (let at = 0; at < count * MARK; at += MARK) {
      const content = bytes.subarray(marks[at], marks[at + 1]);
      const ends = marks[at + 2] === 1;
      if (ends && this.#running === undefined) {
        digests.push(digestOf(this.#name, content));
        continue;
      }
      this.#running ??= createDigest(this.#name);
      this.#running.update(content);
      if (!ends) continue;
      digests.push(this.#running.digest());
      this.#running = undefined;
    }
    return digests;
  }
}

/** Who works pieces off. */
export interface PieceTaker {
  /** The piece to fill next. Another one, perhaps, after every `put`. */
  readonly piece: Piece;
  /**
   * Takes the first `length` bytes of the piece and its first `marks` marks. Returns digests that
   * have become known since the last call, in the order of the contents.
   */
  put(length: number, marks: number): readonly Uint8Array[];
  /** Waits until all pieces are worked off; as `put`. */
  settle(): readonly Uint8Array[];
  /** The output has then been touched for the last time. To be called once, whatever happened. */
  end(): void;
}

/** Works pieces off in this thread, at once. */
export function takePiecesHere(write: (bytes: Uint8Array) => void, digest: DigestName): PieceTaker {
  const piece: Piece = { bytes: takeBuffer(PIECE_SIZE), marks: makeMarks() };
  const digester = new PieceDigester(digest);
  return {
    piece,
    put(length, marks) {
      const digests = digester.digest(piece, marks);
      write(piece.bytes.subarray(0, length));
      return digests;
    },
    settle: () => [],
    end() {
      giveBackBuffer(piece.bytes);
    },
  };
}

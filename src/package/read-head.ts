/**
 * The head of a package from a forward-only input, and the payload behind it.
 *
 * Policy: reads in small pieces until the head is complete; what was read too far is given back
 * first by the payload reader, so nothing is read twice and nothing is lost.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { type PackageHead, PackageHeadParser } from '../../native-free-parsers/package-head.ts';

const PIECE = 64 * 1024;

export interface OpenedPackage {
  readonly head: PackageHead;
  /** The payload as stored: compressed, to the end of the input. */
  readonly payload: ByteReader;
}

/**
 * Reads the head.
 * @throws FormatError where it is unreadable, and whatever the input throws.
 */
export function readHead(input: ByteReader): OpenedPackage {
  const parser = new PackageHeadParser();
  const piece = new Uint8Array(PIECE);
  let rest: Uint8Array = piece.subarray(0, 0);
  while (parser.head === undefined) {
    const size = input.read(piece);
    if (size === 0) break;
    const taken = parser.push(piece.subarray(0, size));
    rest = piece.subarray(taken, size);
  }
  return { head: parser.finish(), payload: continueWith(rest, input) };
}

function continueWith(first: Uint8Array, then: ByteReader): ByteReader {
  let rest = first;
  return {
    read(into) {
      if (rest.length === 0) return then.read(into);
      const part = rest.subarray(0, into.length);
      into.set(part);
      rest = rest.subarray(part.length);
      return part.length;
    },
  };
}

/**
 * What a file's head shows, readable or not.
 *
 * Policy: reads no further than the head, and keeps what came before the first thing that rpm
 * refuses. A fault of the machine is thrown as it is.
 */
import type { ByteReader } from '../../../native-free-parsers/bytes/byte-source.ts';
import {
  FormatError,
  type FormatProblem,
} from '../../../native-free-parsers/bytes/format-error.ts';
import { type PackageHead, PackageHeadParser } from '../../../native-free-parsers/package-head.ts';
import { describePackage } from '../rpm-package.ts';
import type { PackageFacts } from './facts.ts';

/** Bytes of one read: most heads fit. One buffer for all, as the parser copies what it takes. */
const piece = new Uint8Array(16 * 1024);
const START = 64;

export type HeadFacts = Pick<
  PackageFacts,
  'start' | 'trouble' | 'lead' | 'signature' | 'head' | 'pkg'
>;

/** Reads the head of a file from its first byte. */
export function gatherHead(input: ByteReader): HeadFacts {
  const parser = new PackageHeadParser();
  const { start, result: head, trouble: unreadable } = parse(parser, input);
  const { lead, signature } = parser;
  const { result: pkg, trouble } =
    head === undefined ? NOTHING : attempt(() => describePackage(head));
  return { start, trouble: unreadable ?? trouble, lead, signature, head, pkg };
}

interface Attempt<T> {
  readonly result: T | undefined;
  readonly trouble: FormatProblem | undefined;
}

const NOTHING: Attempt<never> = { result: undefined, trouble: undefined };

function parse(
  parser: PackageHeadParser,
  input: ByteReader,
): Attempt<PackageHead> & { start: Uint8Array } {
  let start: Uint8Array | undefined;
  const parsed = attempt(() => {
    while (parser.head === undefined) {
      const size = input.read(piece);
      start ??= piece.slice(0, Math.min(size, START));
      if (size === 0) break;
      parser.push(piece.subarray(0, size));
    }
    return parser.finish();
  });
  return { ...parsed, start: start ?? new Uint8Array() };
}

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { result: read(), trouble: undefined };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { result: undefined, trouble: error.problem };
  }
}

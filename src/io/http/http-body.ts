/** A request for one file of a repository, and what came of it. Types only. */

export interface HttpRequest {
  /**
   * Base URLs that end in `/`, best first. A mirror that fails is followed by the next one, and
   * comes last in later requests of the same client.
   */
  readonly mirrors: readonly string[];
  /** Relative to the base, which it cannot leave; empty for the base itself. */
  readonly path: string;
  /** Byte offsets, the end excluded, or so many bytes from the end. */
  readonly range?: { readonly start: number; readonly end: number } | { readonly last: number };
  /** More than that is TOO_LARGE. */
  readonly mostBytes: number;
  readonly signal: AbortSignal;
}

/** Iterate its chunks, to the end or until you break, or cancel it: until then it holds a connection. */
export interface HttpBody {
  /** Where it came from at last, without credentials and query. */
  readonly url: string;
  /**
   * What of the file comes, where a range was asked for and given: starts where it was to start,
   * ends there or at the end of the file. Undefined: the whole file comes, from its first byte.
   */
  readonly range: ContentRange | undefined;
  /** Bytes of the whole file, where the server says. */
  readonly size: number | undefined;
  /**
   * In order, without a gap, each byte once, also where the transfer broke and was resumed. Can be
   * iterated once. Throws FetchError.
   */
  readonly chunks: AsyncIterable<Uint8Array>;
  /** For whom the answer itself was enough, and its chunks are not iterated. */
  cancel(): void;
  /** Bytes of bodies that have come over the network for it so far, discarded ones included. */
  transferred(): number;
}

/** Of a 206 answer: offsets in the file, the end excluded. */
export interface ContentRange {
  readonly start: number;
  readonly end: number;
  /** Bytes of the whole file; undefined where the server does not say. */
  readonly size: number | undefined;
}

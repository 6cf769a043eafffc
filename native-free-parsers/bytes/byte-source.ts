/**
 * The two ways bytes come in. Both are synchronous: the hot path has no promise per chunk.
 * Implementations live in src/io; a fault of the machine is thrown as it is.
 */

/** Random access: a file, or a range of one. */
export interface ByteSource {
  /** Length in bytes. */
  readonly size: number;
  /**
   * Copies bytes from `offset` (0-based, absolute) into `into` and returns how many:
   * `into.length`, or fewer at the end of the source, 0 past it.
   */
  readAt(offset: number, into: Uint8Array): number;
}

/** Forward only: standard input, a socket, the compressed payload. */
export interface ByteReader {
  /** Copies what comes next into `into`; returns how many bytes, 0 only at the end. */
  read(into: Uint8Array): number;
}

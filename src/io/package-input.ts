/**
 * A package to be read once for its result and, if that does not stand, once more for itself.
 *
 * Policy: a regular file is simply read again; anything else is kept in a spool while it passes.
 * A file's bytes are read with explicit positions, so one descriptor serves both readings and,
 * through its own offset, a child's: nobody looks at a path twice, behind which the file may change.
 */
import { fstatSync } from 'node:fs';
import type { ByteReader, ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { descriptorState } from './descriptor-state.ts';
import type { DigestName } from './digests.ts';
import { fdReader } from './fd-reader.ts';
import { type FileSource, openFileSource } from './file-source.ts';
import { InputStream } from './input.ts';
import { attempt, MachineError } from './machine-error.ts';
import { Spool } from './spool.ts';

export interface PackageInput {
  /** Bytes of the input, where that is known before reading. */
  readonly size: number | undefined;
  /** The input itself, where it can be read anywhere; what is read so is not counted. */
  readonly source: FileSource | undefined;
  /** The first reading: counted, digested and, where needed, spooled. */
  readonly stream: InputStream;
  /** The whole input from its first byte, whatever has been read of `stream`. */
  original(): ByteReader;
  /** A reader of what `stream` has read, for a second look; only after `stream` ended. */
  again(): ByteReader;
  /** The package for one child's standard input: at once for a file, else when `stream` has ended. */
  readonly childInput: { readonly when: 'now' | 'after-reading'; get(): number };
  close(): void;
}

/** Opens a file by its path. Throws MachineError where there is no regular file to read. */
export function openPackageFile(path: string, digests: readonly DigestName[]): PackageInput {
  const source = openFileSource(path);
  return fromSource(source, path, digests);
}

/** Uses a descriptor that stays the caller's, from its offset on. */
export function openPackageStream(
  fd: number,
  name: string,
  digests: readonly DigestName[],
): PackageInput {
  const stats = attempt('examine', name, () => fstatSync(fd));
  if (stats.isFile() && descriptorState(fd)?.offset === 0) {
    return fromSource(openFileSource(fd), name, digests);
  }
  const spool = new Spool();
  const stream = new InputStream(fdReader(fd, name), digests, spool);
  return {
    size: undefined,
    source: undefined,
    stream,
    original: () => stream.original(),
    again: () => spool.reader(),
    childInput: { when: 'after-reading', get: () => spool.fd() },
    close: () => spool.close(),
  };
}

function fromSource(
  source: FileSource,
  name: string,
  digests: readonly DigestName[],
): PackageInput {
  return {
    size: source.size,
    source,
    stream: new InputStream(readerOf(source), digests),
    original: () => wholeReader(source, name),
    again: () => readerOf(source),
    childInput: { when: 'now', get: () => source.fd },
    close: () => source.close(),
  };
}

/** Reads a source from its first byte on, or from `offset`. */
export function readerOf(source: ByteSource, offset = 0): ByteReader {
  let position = offset;
  return {
    read(into) {
      const size = source.readAt(position, into);
      position += size;
      return size;
    },
  };
}

/** Reads a file that must still be as long as it was: less of it is not the original. */
function wholeReader(source: ByteSource, subject: string): ByteReader {
  const reader = readerOf(source);
  let left = source.size;
  return {
    read(into) {
      const size = reader.read(into);
      left -= size;
      if (size > 0 || left === 0 || into.length === 0) return size;
      throw new MachineError({
        doing: 'read',
        subject,
        code: 'ESTALE',
        reason: 'it has become shorter',
        advice: 'try again when nothing writes to it',
      });
    },
  };
}

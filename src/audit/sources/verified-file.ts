/**
 * Files that are what somebody states them to be.
 *
 * Policy: length first, then the strongest digest among those stated that this host has. Where another
 * copy may be better (mirrors of different age) it is tried. What nobody states is not checked, and a
 * digest that cannot be computed here is an error, not a pass.
 */
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { digestOfChecksumType } from '../../../native-free-parsers/repodata/checksum-types.ts';
import type { StatedChecksum } from '../../../native-free-parsers/repodata/repomd.ts';
import { shownWord } from '../../../native-free-parsers/repodata/shown.ts';
import { makeBreather } from '../../io/breathe.ts';
import { createDigest, type Digest, hasDigest, isDigestName } from '../../io/digests.ts';
import { FetchError } from '../../io/http/fetch-error.ts';
import { pump } from '../../io/pump.ts';
import type { MetadataFile, MetadataStore } from './metadata-store.ts';
import { RepositoryError } from './repository-error.ts';

export interface Statement {
  /** Bytes; undefined where nothing is stated. */
  readonly size: number | undefined;
  readonly checksums: readonly StatedChecksum[];
}

/**
 * Opens the first copy that is one of the stated files; any, where none is stated.
 * @throws RepositoryError CHECKSUM or SIZE, or what says TOO_LARGE, of the first copy where none is.
 */
export async function openVerified(
  store: MetadataStore,
  path: string,
  mostBytes: number,
  stated: readonly Statement[],
): Promise<MetadataFile> {
  const sizes = stated.map(({ size }) => Math.min(size ?? mostBytes, mostBytes));
  const most = sizes.length === 0 ? mostBytes : Math.max(...sizes);
  let first: Error | undefined;
  for (let copy = 0; copy < store.copies; copy++) {
    const file = await openUnlessTooLarge(store, path, most, copy);
    if (file instanceof Error) {
      first ??= file;
      continue;
    }
    try {
      const contradiction = await contradictionOf(file, stated);
      if (contradiction === undefined) return file;
      first ??= contradiction;
    } catch (error) {
      file.close();
      throw error;
    }
    file.close();
  }
  throw first;
}

/** The error where the copy is longer than any that is stated. */
async function openUnlessTooLarge(
  store: MetadataStore,
  path: string,
  mostBytes: number,
  copy: number,
): Promise<MetadataFile | Error> {
  try {
    return await store.open(path, mostBytes, copy);
  } catch (error) {
    const isKnown = error instanceof RepositoryError || error instanceof FetchError;
    if (isKnown && error.code === 'TOO_LARGE') return error;
    throw error;
  }
}

/** Undefined where the file is one of those stated. */
async function contradictionOf(
  file: MetadataFile,
  stated: readonly Statement[],
): Promise<RepositoryError | undefined> {
  let first: RepositoryError | undefined;
  for (const { size, checksums } of stated) {
    const contradiction =
      size !== undefined && size !== file.size
        ? sizeError(file.name, size, file.size)
        : await checksumContradiction(file, checksums);
    if (contradiction === undefined) return undefined;
    first ??= contradiction;
  }
  return first;
}

async function checksumContradiction(
  file: MetadataFile,
  checksums: readonly StatedChecksum[],
): Promise<RepositoryError | undefined> {
  const check = startCheck(file.name, checksums);
  if (check === undefined) return undefined;
  await pump(file.reader(), check.update, makeBreather());
  return check.contradiction();
}

export interface RunningCheck {
  update(bytes: Uint8Array): void;
  /** Call it once, at the end. */
  contradiction(): RepositoryError | undefined;
}

/**
 * Computes the strongest of some digests over bytes to come; undefined where none is stated.
 * @throws RepositoryError UNSUPPORTED where this host has none of them.
 */
export function startCheck(
  name: string,
  checksums: readonly StatedChecksum[],
): RunningCheck | undefined {
  if (checksums.length === 0) return undefined;
  const [strongest] = checksums
    .flatMap((stated) => {
      const digest = newDigest(stated.type);
      return digest === undefined ? [] : [{ stated, digest }];
    })
    .sort((a, b) => b.stated.value.length - a.stated.value.length);
  if (strongest === undefined) {
    const types = checksums.map(({ type }) => shownWord(type)).join(', ');
    throw new RepositoryError('UNSUPPORTED', name, `no digest of type ${types} can be computed`);
  }
  const { stated, digest } = strongest;
  return {
    update: digest.update,
    contradiction() {
      const found = toHex(digest.digest());
      if (found === stated.value) return undefined;
      const problem = `expected ${shownWord(stated.type)} ${shownWord(stated.value)}, found ${found}`;
      return new RepositoryError('CHECKSUM', name, problem);
    },
  };
}

function newDigest(type: string): Digest | undefined {
  const algorithm = digestOfChecksumType(type);
  if (algorithm === undefined || !isDigestName(algorithm) || !hasDigest(algorithm))
    return undefined;
  return createDigest(algorithm);
}

export function sizeError(name: string, expected: number, found: number): RepositoryError {
  return new RepositoryError('SIZE', name, `expected ${expected} bytes, found ${found}`);
}

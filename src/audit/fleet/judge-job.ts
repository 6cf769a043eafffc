/**
 * What a producer asks of the workers: packages of one repository to be judged.
 *
 * Policy: plain data of a stated version, checked by both sides. There are no credentials in it:
 * workers have their own. Each package has a key, and whatever is found out is found out about the
 * key: however often a job is done, by whomever, its results are the same ones.
 */
import { resolve } from 'node:path';
import { hexDigestOf } from '../../io/digests.ts';
import type { Depth } from '../audit.ts';
import type { Wanted } from '../judge/judge-wanted.ts';
import type { PackageAccess } from '../repository.ts';
import { bytes, list, natural, oneOf, orNull, record, ShapeError, text } from './shape.ts';

/** Raised whenever jobs or results change. */
export const PROTOCOL = 1;

const LISTING = record({
  location: text,
  checksumType: text,
  checksum: text,
  packageSize: natural,
  headerRange: orNull(record({ start: natural, end: natural })),
  name: text,
  epoch: text,
  version: text,
  release: text,
  arch: text,
});

const PACKAGE = record({
  key: text,
  location: text,
  checksum: orNull(text),
  size: natural,
  listing: orNull(LISTING),
  /** Absolute; null where the repository is behind a server. */
  path: orNull(text),
  /** A head that the state had. */
  head: orNull(record({ start: bytes, tail: bytes, size: natural })),
});

const JOB = record({
  protocol: natural,
  ruleSet: text,
  /** Who gets the results. */
  audit: text,
  depth: oneOf('headers', 'payload', 'auto'),
  /** Base URLs, best first; null for files that workers see under the same path. */
  mirrors: orNull(list(text)),
  /** Jobs that may ask the first mirror at once, of the whole fleet. */
  perHost: natural,
  packages: list(PACKAGE),
});

/** @throws ShapeError where it is none, or one for other workers. */
export function readJob(data: unknown, ruleSet: string): JudgeJob {
  const { protocol } = record({ protocol: natural })(data, 'job');
  if (protocol !== PROTOCOL) throw new ShapeError('job.protocol', `${PROTOCOL}`, protocol);
  const job = JOB(data, 'job');
  if (job.ruleSet !== ruleSet) throw new ShapeError('job.ruleSet', ruleSet, job.ruleSet);
  return job;
}

export type JudgeJob = ReturnType<typeof JOB>;
export type JobPackage = JudgeJob['packages'][number];

export interface JobSettings {
  readonly ruleSet: string;
  readonly audit: string;
  readonly perHost: number;
}

/** As it goes over the wire: bytes in base64. */
export function makeJob(
  { ruleSet, audit, perHost }: JobSettings,
  access: PackageAccess,
  depth: Depth,
  packages: readonly KeyedPackage[],
) {
  return {
    protocol: PROTOCOL,
    ruleSet,
    audit,
    depth,
    mirrors: access.kind === 'remote' ? access.mirrors : null,
    perHost,
    packages: packages.map(({ key, wanted: { pkg, file, kept } }) => ({
      key,
      location: pkg.location,
      checksum: pkg.checksum,
      size: pkg.size,
      listing: pkg.listing,
      path: file === undefined ? null : resolve(file.path),
      head:
        kept === undefined
          ? null
          : { start: base64(kept.start), tail: base64(kept.tail), size: kept.size },
    })),
  };
}

export type SentJob = ReturnType<typeof makeJob>;

export interface KeyedPackage {
  readonly key: string;
  readonly wanted: Wanted;
}

/**
 * The same for the same file as listed at the same place, by the same rules, to the same depth: 32
 * hexadecimal digits.
 */
export function packageKey(
  ruleSet: string,
  depth: Depth,
  access: PackageAccess,
  { pkg, listing, file }: Wanted,
): string {
  const place = access.kind === 'remote' ? access.mirrors[0] : file?.path;
  const { size, mtime, inode } = file?.stamp ?? { size: pkg.size, mtime: 0, inode: 0 };
  const parts = [ruleSet, depth, place, pkg.location, pkg.checksum, listing, size];
  const key = JSON.stringify([...parts, `${mtime}`, `${inode}`]);
  return hexDigestOf('SHA256', new TextEncoder().encode(key)).slice(0, 32);
}

export function base64(of: Uint8Array): string {
  return Buffer.from(of.buffer, of.byteOffset, of.length).toString('base64');
}

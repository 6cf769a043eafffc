/**
 * What makes a finding the same one in two runs: the package's name, the rule, and the tag or file
 * that it is about.
 *
 * Policy: no offset and no version, so a finding stays the same when its package is built anew, when
 * the version goes up, and when bytes before it move. Several findings may share an identity; they
 * are then told apart by counting.
 */
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { parseNevra } from '../../native-free-parsers/nevra.ts';
import { digestOf } from '../io/digests.ts';
import type { CheckFinding, CheckRecord } from './check-record.ts';

export interface FindingIdentity {
  /** The name alone, without version and architecture. */
  readonly package: string;
  readonly rule: string;
  readonly tag: number | null;
  /** The file of the package, its version written as %{version}. */
  readonly path: string | null;
}

/** Characters of a mark: 128 bits in hexadecimal. */
const MARK_LENGTH = 32;

export function identityOf(record: CheckRecord, { rule, where }: CheckFinding): FindingIdentity {
  const path = where.path === null ? null : unversioned(where.path, record.nevra);
  return { package: packageName(record), rule, tag: where.tag, path };
}

/** For maps. */
export function identityKey({ package: name, rule, tag, path }: FindingIdentity): string {
  return JSON.stringify([name, rule, tag, path]);
}

/** The name in the headers; where these cannot be read, the one that the file's name starts with. */
export function packageName({ path, nevra }: Pick<CheckRecord, 'path' | 'nevra'>): string {
  const known = nevra ?? path.slice(path.lastIndexOf('/') + 1).replace(/\.rpm$/, '');
  return parseNevra(known)?.name ?? known;
}

/**
 * A function that gives each finding of a run a mark that no other one of the run has: a digest of
 * its identity, and the how-manieth with it this is, as in `0123456789abcdef0123456789abcdef:1`.
 */
export function findingMarker(): (record: CheckRecord, finding: CheckFinding) => string {
  const counts = new Map<string, number>();
  return (record, finding) => {
    const key = identityKey(identityOf(record, finding));
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return `${markOf(key)}:${count}`;
  };
}

/** A text of fixed length for any text; different for different ones. */
export function markOf(text: string): string {
  return toHex(digestOf('SHA256', new TextEncoder().encode(text))).slice(0, MARK_LENGTH);
}

/** Names of files have the version in them: /usr/share/doc/hello-2.10/README, libhello.so.2.10. */
function unversioned(path: string, nevra: string | null): string {
  const { version, release } = parseNevra(nevra ?? '') ?? {};
  // A single number means many other things.
  if (version === undefined || !version.includes('.')) return path;
  return path
    .replaceAll(standingAlone(`${version}-${release}`), '%{version}-%{release}')
    .replaceAll(standingAlone(version), '%{version}');
}

/** Matches a version that is no part of a longer one. */
function standingAlone(version: string): RegExp {
  const literal = version.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<!\\d)(?<!\\d\\.)${literal}(?!\\d)(?!\\.\\d)`, 'gu');
}

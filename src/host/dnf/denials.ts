/**
 * Which packages of a transaction are to be left alone, and how a transcoder is told.
 *
 * Policy: the administrator names packages exactly, or by globs that match a whole name; an audit
 * names them by their checksum. Transcoders know neither: they look for parts of the name in the
 * lead, so each package is denied by all of that, the longest part there is. It may still be a part
 * of another name, which is then copied instead of cloned.
 * Source: rpm2extents isInDenyList; rpm lib/rpmlead.c (66 bytes, the last one NUL).
 */
import { globMatcher } from '../../check/glob.ts';
import type { TransactionPackage } from './transaction-package.ts';

/** Why a package is left alone; undefined where it is not. */
export type DenialOf = (pkg: TransactionPackage) => string | undefined;

/** Why an audit wants a package denied. */
export type AuditedDenial = (pkg: TransactionPackage) => string | undefined;

const LEAD_NAME_LENGTH = 65;

/** @param patterns globs on a name or on name-[epoch:]version-release.arch. */
export function denials(patterns: readonly string[], audited: AuditedDenial): DenialOf {
  const listed = patterns.map((pattern) => ({ pattern, matches: globMatcher(pattern) }));
  return (pkg) => {
    const entry = listed.find(({ matches }) => matches(pkg.name) || matches(pkg.nevra));
    return entry === undefined ? audited(pkg) : `the deny list has "${entry.pattern}"`;
  };
}

/** The item of LIBREPO_TRANSCODE_RPMS_DENYLIST for one package: no comma can be in it. */
export function denyItem({ name, version, release }: TransactionPackage): string {
  const leadName = Buffer.from(`${name}-${version}-${release}`).subarray(0, LEAD_NAME_LENGTH);
  // A character that was cut through is in no lead.
  const parts = leadName
    .toString('utf8')
    .replace(/\uFFFD$/, '')
    .split(',');
  return parts.reduce((longest, part) => (part.length > longest.length ? part : longest));
}

/**
 * Which contents of a new package `transcode --reuse` clones out of the old one's extents file.
 *
 * Policy: from the heads alone, by what the transcoder goes by: its plan, and for each content that
 * it stores the digest and the size under which the pool of neighbours looks (transcode/reuse.ts).
 * Taken for granted is that both are laid out with the same block size on one file system that
 * clones.
 */
import { isWeakDigest } from '../../../native-free-parsers/digest-algorithms.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';
import { type PlannedContent, planTranscode } from '../../transcode/plan.ts';
import type { ContentSum, NothingShared, SharedContents } from './diff-record.ts';
import type { PackageSide } from './read-side.ts';

/** A side whose headers rpm can load. */
type LoadedSide = PackageSide & { readonly pkg: RpmPackage };

export function sharedContents(old: LoadedSide, current: LoadedSide): SharedContents {
  const before = storedContents(old);
  const after = storedContents(current);
  const stored = sumOf(after ?? []);
  const nothing = (nothingBecause: NothingShared): SharedContents => ({
    ...sumOf([]),
    stored,
    nothingBecause,
  });
  if (before === undefined) return nothing('old-not-transcoded');
  if (after === undefined) return nothing('new-not-transcoded');
  const algorithms = [old.pkg, current.pkg].map(({ fileList }) => fileList.digestAlgorithm.name);
  if (algorithms[0] !== algorithms[1]) return nothing('different-digests');
  if (isWeakDigest(algorithms[0]!)) return nothing('weak-digests');

  const there = new Set(before.map(neighbourKey));
  const shared = after.filter((content) => there.has(neighbourKey(content)));
  return { ...sumOf(shared), stored, nothingBecause: null };
}

/** Each content once and without the empty ones; undefined where no extents file is made of it. */
function storedContents({ pkg, record }: LoadedSide): PlannedContent[] | undefined {
  const { rpmcow } = record.prediction;
  if (rpmcow !== 'transcoded' && rpmcow !== 'adapted') return undefined;
  const plan = planTranscode(pkg);
  if (plan.kind === 'pass-through') return undefined;
  const known = new Set<string>();
  return [...plan.contents.values()].filter(({ file, keys }) => {
    const isNew = !keys.some((key) => known.has(key));
    for (const key of keys) known.add(key);
    return isNew && file.size > 0;
  });
}

function neighbourKey({ file: { digest, size } }: PlannedContent): string {
  return `${digest} ${size}`;
}

function sumOf(contents: readonly PlannedContent[]): ContentSum {
  const bytes = contents.reduce((sum, { file }) => sum + file.size, 0);
  return { contents: contents.length, bytes };
}

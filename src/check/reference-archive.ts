/**
 * The archive as rpm's iterator gives it out, to the stock installation and to the reference
 * transcoder alike: which file each member is, what content it brings, and where reading ends.
 *
 * Policy: what happens to the files is not decided here. Where the payload was not read, the
 * archive is what the header promises, in the order in which rpmbuild writes it.
 * Source: rpm 4.18 and 4.19 lib/rpmfi.c iterReadArchiveNext, iterWriteArchiveNextFile; lib/cpio.c.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { emptyLinks, memberFinder } from '../package/archive-files.ts';
import {
  type ArchiveFacts,
  isExtentsFile,
  type MemberFacts,
  type PackageFacts,
} from '../package/facts/facts.ts';
import { payloadDefect } from '../package/payload-end.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { troubleRule } from '../package/trouble-rule.ts';
import { originalPaths } from './reference-names.ts';

/** Bytes that the archive has for a regular file. */
export interface Content {
  readonly size: number;
  /** In the algorithm of the file digests; undefined: not computed, taken for what the header says. */
  readonly digest: string | undefined;
  /** Of its first bytes, as many as the first link of its set has, where these are fewer. */
  readonly linkDigest: string | undefined;
  /** The same for equal contents only. */
  readonly identity: string;
  /** The rule that the archive ends by before the content does, if it does. */
  readonly cut: string | undefined;
}

export type ArchiveStep =
  /** A %ghost file, which rpm passes over. */
  | { readonly kind: 'ghost' }
  | {
      readonly kind: 'file';
      readonly file: FileEntry;
      /** Of regular files, but for members of a hard-link set before its last. */
      readonly content: Content | undefined;
    };

export interface ArchiveWalk {
  readonly steps: readonly ArchiveStep[];
  /** The rule that the end of reading breaks; undefined: the trailer. */
  readonly defect: string | undefined;
}

/** Reads the archive of a package as rpm does. */
export function walkArchive({ payload, extents }: PackageFacts, pkg: RpmPackage): ArchiveWalk {
  if (pkg.fileList.files.length === 0) return { steps: [], defect: undefined };
  // What the extents file of a package has in the payload's place never begins as an archive.
  if (isExtentsFile(extents)) return { steps: [], defect: 'cow-already-transcoded' };
  if (payload?.decoding.kind === 'not-read') return { steps: [], defect: 'payload-format' };
  if (payload?.archive === undefined) return promisedArchive(pkg.fileList);
  const archive = withOriginalNames(payload.archive, pkg);
  return readArchive(archive, pkg.fileList, payloadDefect({ pkg, payload }));
}

/** Members that rpm finds under a name from before a relocation. */
function withOriginalNames(archive: ArchiveFacts, pkg: RpmPackage): ArchiveFacts {
  const original = originalPaths(pkg);
  if (original.kind !== 'paths') return archive;
  const { files } = pkg.fileList;
  const renamed = files.map((file, i) => ({ ...file, path: original.paths[i]! }));
  const find = memberFinder({ ...pkg.fileList, files: renamed });
  const members = archive.members.map((facts) => {
    const index = find(facts.member)?.index;
    const file = index === undefined ? undefined : files[index];
    return file === facts.file
      ? facts
      : { ...facts, file, digest: undefined, linkDigest: undefined, identity: undefined };
  });
  return { ...archive, members };
}

/** @param cause the rule that the payload breaks before its archive does. */
function readArchive(
  { members, complete, problem, size: end }: ArchiveFacts,
  fileList: FileList,
  cause: string | undefined,
): ArchiveWalk {
  const cut = cause ?? 'cpio-content-short';
  const empty = emptyLinks(fileList);
  const found = new Set<number>();
  const steps: ArchiveStep[] = [];
  for (const facts of members) {
    const defect = memberDefect(facts, end, cut);
    if (defect !== undefined) return { steps, defect };
    const file = facts.file!;
    if (file.ghost) {
      steps.push({ kind: 'ghost' });
    } else {
      found.add(file.index);
      const brings = file.type === 'regular' && !empty.has(file.index);
      steps.push({ kind: 'file', file, content: brings ? contentOf(facts, end, cut) : undefined });
    }
  }
  if (!complete) {
    return { steps, defect: cause ?? (problem ? troubleRule(problem) : 'payload-corrupt') };
  }
  const isMissing = ({ index, ghost }: FileEntry) => !ghost && !found.has(index);
  return { steps, defect: fileList.files.some(isMissing) ? 'cpio-missing-file' : undefined };
}

/** Why rpm's iterator stops at a member. */
function memberDefect(
  { member, file, size }: MemberFacts,
  end: number,
  cut: string,
): string | undefined {
  if (file === undefined) return 'cpio-not-in-header';
  // The iterator does not say how much content follows: none of what it reads then is a header.
  if (file.ghost) return member.format === 'stripped' ? 'cpio-ghost-stripped' : undefined;
  if (file.type !== 'symlink') return undefined;
  if (member.format !== 'stripped' && member.size < size) return 'cpio-link-target-short';
  return member.dataOffset + size > end ? cut : undefined;
}

function contentOf(facts: MemberFacts, end: number, cut: string): Content {
  const { member, file, size, digest, linkDigest, identity } = facts;
  return {
    size,
    digest,
    linkDigest,
    identity: size === 0 ? '' : (identity ?? digest ?? file?.digest ?? `${member.offset}`),
    cut: member.dataOffset + size > end ? cut : undefined,
  };
}

/** Files of their own first, then one hard-link set after the other. */
function promisedArchive({ files, hardLinkSets }: FileList): ArchiveWalk {
  const linked = new Set(hardLinkSets.flat());
  const steps: ArchiveStep[] = [];
  for (const file of files) {
    if (!file.ghost && !linked.has(file.index)) steps.push(promised(file, true));
  }
  for (const set of hardLinkSets) {
    const last = set.at(-1);
    for (const index of set) steps.push(promised(files[index]!, index === last));
  }
  return { steps, defect: undefined };
}

function promised(file: FileEntry, brings: boolean): ArchiveStep {
  if (file.type !== 'regular' || !brings) return { kind: 'file', file, content: undefined };
  const { size, digest } = file;
  const identity = size === 0 ? '' : (digest ?? `file ${file.index}`);
  const content = { size, digest, linkDigest: undefined, identity, cut: undefined };
  return { kind: 'file', file, content };
}

/**
 * What is to become of a package, as its head alone decides: which contents are stored under which
 * keys, or why the original has to come out.
 *
 * Policy: pure, and before any payload byte. The plan only promises what the reflink plugin can
 * install: it looks up the digest of a hard-link set's first member, takes that member's size, and
 * tells sets apart by inode number alone (plugins/reflink of the CoW patches).
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileList } from '../../native-free-parsers/files.ts';
import { astrayReasons } from '../package/astray-files.ts';
import {
  conflictingKeys,
  contentCarriers,
  type KeyedContent,
  keyedContents,
} from '../package/content-keys.ts';
import { digestDefect } from '../package/digest-defects.ts';
import { dependsOnHost, hasImpossibleSize, hasLongPath } from '../package/file-defects.ts';
import { inodeCollisions, unequalSizes } from '../package/link-defects.ts';
import { nestedReasons } from '../package/nested-names.ts';
import type { Reason } from '../package/reason.ts';
import { headRefusals } from '../package/refusal.ts';
import { trailerPlace } from '../package/rewritten-region.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { unusualFiles } from '../package/unusual-files.ts';

/** One content of the archive and what the digest table says about it. */
export interface PlannedContent extends KeyedContent {
  /** Whether other content of the package has the same key. */
  readonly shared: boolean;
}

export type TranscodeDecision =
  | { readonly kind: 'pass-through'; readonly because: readonly Reason[] }
  | {
      readonly kind: 'transcode';
      /** What the reference transcoder would have broken on; empty for a sane package. */
      readonly adaptations: readonly Reason[];
    };

export type TranscodePlan =
  | Extract<TranscodeDecision, { kind: 'pass-through' }>
  | (Extract<TranscodeDecision, { kind: 'transcode' }> & {
      /** By the index of the file that carries the content. */
      readonly contents: ReadonlyMap<number, PlannedContent>;
    });

/** Decides; see the head of this file. */
export function planTranscode(pkg: RpmPackage): TranscodePlan {
  const decision = decideTranscode(pkg);
  return decision.kind === 'pass-through'
    ? decision
    : { ...decision, contents: planContents(pkg.fileList) };
}

/** The plan without its contents, for who only wants to know what becomes of the package. */
export function decideTranscode(pkg: RpmPackage): TranscodeDecision {
  const because = [...headRefusals(pkg), ...untranscodable(pkg)];
  if (because.length > 0) return { kind: 'pass-through', because };
  const { fileList } = pkg;
  // Only a hard-link set's content has several keys.
  const contents = fileList.hardLinkSets.length === 0 ? [] : keyedContents(fileList);
  const conflict = keyConflict(contents);
  if (conflict.length > 0) return { kind: 'pass-through', because: conflict };
  return {
    kind: 'transcode',
    adaptations: [...headAdaptations(pkg), ...linkAdaptations(contents)],
  };
}

/** Sound for stock rpm, but not for the reflink plugin. */
function untranscodable(pkg: RpmPackage): Reason[] {
  const { head, isSource, fileList } = pkg;
  if (isSource) {
    return [
      { rule: 'source-package', message: 'rpm cannot install an extents file of a source package' },
    ];
  }
  const reasons = [...astrayReasons(pkg), ...nestedReasons(pkg)];
  const add = (rule: string, message: string) => reasons.push({ rule, message });
  const unusual = unusualFiles(fileList.files);
  const device = unusual.find((file) => !file.ghost && dependsOnHost(file));
  if (device !== undefined) {
    const what = device.type.replace('-', ' ');
    add(
      'file-device-node',
      `${displayText(device.path)} is a ${what}: whether rpm installs it depends on the host`,
    );
  }
  const long = unusual.find((file) => !file.ghost && hasLongPath(file));
  if (long !== undefined) {
    add(
      'file-path-length',
      `a path has ${long.path.length} bytes, too many for the reflink plugin`,
    );
  }
  const digests = digestDefect(head.main, fileList);
  if (digests !== undefined) {
    add(digests.rule, 'no file digests of the right length for the algorithm');
  }
  const huge = unusual.some(hasImpossibleSize)
    ? contentCarriers(fileList).find(hasImpossibleSize)
    : undefined;
  if (huge !== undefined) {
    add('file-size-range', `${displayText(huge.path)} declares more bytes than there can be`);
  }
  for (const [first, last] of unequalSizes(fileList)) {
    add(
      'file-hardlink-size',
      `${displayText(first.path)} and ${displayText(last.path)} are one file, with ${first.size} and ${last.size} bytes`,
    );
  }
  const [collision] = inodeCollisions(fileList);
  if (collision !== undefined) {
    const [file, other] = collision;
    add(
      'file-inode-collision',
      `${displayText(file.path)} has the inode number of ${displayText(other.path)} on another device`,
    );
  }
  return reasons;
}

/** What the digest table will say of a file list that can be transcoded. */
export function planContents(fileList: FileList): ReadonlyMap<number, PlannedContent> {
  const uses = new Map<string, number>();
  const contents = keyedContents(fileList);
  for (const { keys } of contents) {
    for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
  }
  return new Map(
    contents.map((content) => [
      content.file.index,
      { ...content, shared: content.keys.some((key) => uses.get(key)! > 1) },
    ]),
  );
}

function keyConflict(contents: readonly KeyedContent[]): Reason[] {
  const conflict = conflictingKeys(contents);
  if (conflict === undefined) return [];
  const [file, other] = conflict;
  return [
    {
      rule: 'digest-collision',
      message: `the digest of a link of ${displayText(file.path)} is that of ${displayText(other.path)}`,
    },
  ];
}

/** Heads that the reference breaks by writing them anew; a verbatim copy is all they need. */
function headAdaptations({ head, fileList }: RpmPackage): Reason[] {
  const reasons: Reason[] = [];
  if (head.main.region === undefined) {
    reasons.push({ rule: 'hdr-region-missing', message: 'the main header has no region (rpm v3)' });
  }
  if (fileList.names === 'OLDFILENAMES') {
    reasons.push({ rule: 'file-oldfilenames', message: 'the file list is in OLDFILENAMES' });
  }
  if (trailerPlace(head.signature) === 'early') {
    reasons.push({
      rule: 'sig-region-early-trailer',
      message: "the signature header's region trailer stands before data that it counts",
    });
  }
  return reasons;
}

function linkAdaptations(contents: readonly KeyedContent[]): Reason[] {
  const content = contents.find(({ keys }) => keys.length > 1);
  if (content === undefined) return [];
  return [
    {
      rule: 'file-hardlink-digest',
      message: `the links of ${displayText(content.file.path)} have different digests; the last one's is true`,
    },
  ];
}

/**
 * What is to become of a package, as its head alone decides: which contents are stored under which
 * keys, or why the original has to come out.
 *
 * Policy: pure, and before any payload byte. The plan only promises what the reflink plugin can
 * install: it looks up the digest of a hard-link set's first member, takes that member's size, and
 * tells sets apart by inode number alone (plugins/reflink of the CoW patches).
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { dataSize, type Header } from '../../native-free-parsers/header/header.ts';
import { emptyLinks } from '../package/archive-files.ts';
import type { Reason } from '../package/reason.ts';
import { headRefusals } from '../package/refusal.ts';
import type { RpmPackage } from '../package/rpm-package.ts';

/** One content of the archive and what the digest table says about it. */
export interface PlannedContent {
  /** A file of its own, or the last member of a hard-link set. */
  readonly file: FileEntry;
  /** Digests, in hex, under which the plugin may look for it. */
  readonly keys: readonly string[];
  /** Whether other content of the package has the same key. */
  readonly shared: boolean;
}

export type TranscodePlan =
  | { readonly kind: 'pass-through'; readonly because: readonly Reason[] }
  | {
      readonly kind: 'transcode';
      /** What the reference transcoder would have broken on; empty for a sane package. */
      readonly adaptations: readonly Reason[];
      /** By the index of the file that carries the content. */
      readonly contents: ReadonlyMap<number, PlannedContent>;
    };

/** Decides; see the head of this file. */
export function planTranscode(pkg: RpmPackage): TranscodePlan {
  const because = [...headRefusals(pkg), ...untranscodable(pkg)];
  if (because.length > 0) return { kind: 'pass-through', because };
  const contents = planContents(pkg.fileList);
  const conflict = conflictingKeys(contents);
  if (conflict !== undefined) return { kind: 'pass-through', because: [conflict] };
  return {
    kind: 'transcode',
    adaptations: [...headAdaptations(pkg), ...linkAdaptations(contents)],
    contents: new Map(contents.map((content) => [content.file.index, content])),
  };
}

/** Sound for stock rpm, but not for the reflink plugin. */
function untranscodable({ isSource, fileList }: RpmPackage): Reason[] {
  if (isSource) {
    return [
      { rule: 'source-package', message: 'rpm cannot install an extents file of a source package' },
    ];
  }
  const reasons: Reason[] = [];
  const add = (rule: string, message: string) => reasons.push({ rule, message });
  const device = fileList.files.find(
    ({ type, ghost }) =>
      !ghost && (type === 'block-device' || type === 'character-device' || type === 'socket'),
  );
  if (device !== undefined) {
    const what = device.type.replace('-', ' ');
    add(
      'file-device-node',
      `${displayText(device.path)} is a ${what}: whether rpm installs it depends on the host`,
    );
  }
  const carriers = contentCarriers(fileList);
  if (carriers.some(({ digest }) => digest === undefined)) {
    add('digest-missing', 'no file digests of the right length for the algorithm');
  }
  const huge = carriers.find(({ size }) => !Number.isSafeInteger(size));
  if (huge !== undefined) {
    add('file-size-range', `${displayText(huge.path)} declares more bytes than there can be`);
  }
  reasons.push(...linkTroubles(fileList));
  return reasons;
}

/** Regular files whose content the archive has, in header order. */
function contentCarriers(fileList: FileList): FileEntry[] {
  const empty = emptyLinks(fileList);
  return fileList.files.filter(
    ({ index, type, ghost }) => type === 'regular' && !ghost && !empty.has(index),
  );
}

/** Sets that the plugin would install with the wrong size, or links it would make wrongly. */
function linkTroubles({ files, hardLinkSets }: FileList): Reason[] {
  const reasons: Reason[] = [];
  const members = new Map<number, { set: number; path: string }>();
  for (const [set, indexes] of hardLinkSets.entries()) {
    const first = files[indexes[0]!]!;
    const last = files[indexes.at(-1)!]!;
    if (first.size !== last.size) {
      reasons.push({
        rule: 'file-hardlink-size',
        message: `${displayText(first.path)} and ${displayText(last.path)} are one file, with ${first.size} and ${last.size} bytes`,
      });
    }
    members.set(first.inode, { set, path: first.path });
  }
  const setOf = new Map(hardLinkSets.flatMap((indexes, set) => indexes.map((i) => [i, set])));
  for (const file of files) {
    if (file.type !== 'regular' || file.ghost || file.inode === 0) continue;
    const other = members.get(file.inode);
    if (other === undefined || other.set === setOf.get(file.index)) continue;
    reasons.push({
      rule: 'file-inode-collision',
      message: `${displayText(file.path)} has the inode number of ${displayText(other.path)} on another device`,
    });
    break;
  }
  return reasons;
}

function planContents(fileList: FileList): PlannedContent[] {
  const { files, hardLinkSets } = fileList;
  const firstOf = new Map(hardLinkSets.map((set) => [set.at(-1)!, files[set[0]!]!]));
  const uses = new Map<string, number>();
  const planned = contentCarriers(fileList).map((file) => {
    const first = firstOf.get(file.index)?.digest;
    const keys = [...new Set([first ?? file.digest!, file.digest!])];
    for (const key of keys) uses.set(key, (uses.get(key) ?? 0) + 1);
    return { file, keys };
  });
  return planned.map((content) => ({
    ...content,
    shared: content.keys.some((key) => uses.get(key)! > 1),
  }));
}

/** A key can lead to one content only: two true digests under one key cannot both be served. */
function conflictingKeys(contents: readonly PlannedContent[]): Reason | undefined {
  const truth = new Map<string, FileEntry>();
  for (const { file, keys } of contents) {
    for (const key of keys) {
      const other = truth.get(key);
      if (other !== undefined && other.digest !== file.digest) {
        return {
          rule: 'digest-collision',
          message: `the digest of a link of ${displayText(file.path)} is that of ${displayText(other.path)}`,
        };
      }
      truth.set(key, file);
    }
  }
  return undefined;
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
  if (hasEarlyTrailer(head.signature)) {
    reasons.push({
      rule: 'sig-region-early-trailer',
      message: "the signature header's region trailer stands before data that it counts",
    });
  }
  return reasons;
}

/** Whether writing this header anew would point its region tag past the trailer (doExport). */
function hasEarlyTrailer(header: Header): boolean {
  const { region } = header;
  if (region === undefined || region.trailerOffset === 0) return false;
  return region.trailerOffset < dataSize(header, region.entryCount);
}

function linkAdaptations(contents: readonly PlannedContent[]): Reason[] {
  const content = contents.find(({ keys }) => keys.length > 1);
  if (content === undefined) return [];
  return [
    {
      rule: 'file-hardlink-digest',
      message: `the links of ${displayText(content.file.path)} have different digests; the last one's is true`,
    },
  ];
}

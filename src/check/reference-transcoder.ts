/**
 * What the reference transcoder writes for a package: which contents under which digests, or half a
 * file.
 *
 * Policy: rpm2extents of the Copy-on-Write branch of rpm 4.19, its slips included. It presents a
 * hard-link set by its first member once the last one has come, and drops what lies between; an
 * error at a member's head is the end of the archive to it, one inside a content the end of the
 * output. A digest that it has stored is not read again.
 * Source: tools/rpm2extents.c process_package; lib/rpmfi.c iterReadArchiveNextContentFirst; both of
 * rpm's branch 4.19 with the Copy-on-Write patches.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import type { ArchiveStep, ArchiveWalk, Content } from './reference-archive.ts';
import { readingDefect } from './reference-content.ts';
import type { TransactionFiles } from './reference-file-list.ts';

/** The page size of the host that it ran on, as far as anything depends on that. */
const PAGE = 4096;

export interface StoredContent {
  /** Where it lies in the output. */
  readonly offset: number;
  readonly size: number;
  readonly identity: string;
}

export type ReferenceOutput =
  /** Ends before the footer, for the rule named. */
  | { readonly kind: 'cut'; readonly because: string }
  | {
      readonly kind: 'extents';
      /** By digest in hex. */
      readonly table: ReadonlyMap<string, StoredContent>;
      /** About how many bytes the output has. */
      readonly size: number;
      /** Rules that say why contents of the package are missing. */
      readonly lost: ReadonlySet<string>;
    };

/** Transcodes a package whose headers rpm can load. */
export function referenceTranscode(
  pkg: RpmPackage,
  list: TransactionFiles,
  walk: ArchiveWalk,
): ReferenceOutput {
  const writer = new ReferenceWriter(pkg, list);
  // It reads headers raw, without the conversion of old file lists: there are no files to it.
  if (pkg.fileList.names === 'OLDFILENAMES') return writer.result('file-oldfilenames');
  for (const each of presented(list, walk.steps, writer)) {
    const defect = writer.store(each);
    if (defect !== undefined) return { kind: 'cut', because: defect };
  }
  return writer.result(walk.defect);
}

interface Presented {
  /** Whose size and digest it gets: of a hard-link set the first. */
  readonly file: FileEntry;
  /** Whose it is in the archive. */
  readonly carrier: FileEntry;
  readonly content: Content;
}

/** Contents in the order of the archive. */
function* presented(
  { files, setOf }: TransactionFiles,
  steps: readonly ArchiveStep[],
  writer: ReferenceWriter,
): Generator<Presented> {
  for (let at = 0; at < steps.length; at++) {
    const step = steps[at]!;
    if (step.kind === 'ghost') continue;
    const set = setOf.get(step.file.index);
    if (set === undefined) {
      if (step.content !== undefined)
        yield { file: step.file, carrier: step.file, content: step.content };
      continue;
    }
    if (step.content !== undefined) writer.lose('cpio-link-order');
    // From any member on: up to the last one, a ghost or the end.
    for (;;) {
      const next = steps[++at];
      if (next?.kind !== 'file' || next.file.index === set.at(-1)) break;
      if (next.file.type === 'regular' && setOf.get(next.file.index) !== set) {
        writer.lose('cpio-link-interleaved');
      }
    }
    const last = steps[at];
    if (last?.kind !== 'file' || last.file.index !== set.at(-1)) continue;
    yield { file: files[set[0]!]!, carrier: last.file, content: last.content! };
  }
}

class ReferenceWriter {
  readonly #list: TransactionFiles;
  readonly #table = new Map<string, StoredContent>();
  readonly #lost = new Set<string>();
  #position: number;

  constructor({ payloadOffset }: RpmPackage, list: TransactionFiles) {
    this.#list = list;
    this.#position = payloadOffset;
  }

  /** Stores a content unless its digest is there, and returns the rule that cuts the output off. */
  store({ file, carrier, content }: Presented): string | undefined {
    const { digest, size } = file;
    // The digest is looked up before anything else: without one, the program crashes.
    if (digest === undefined) return this.#list.digestDefect;
    if (this.#table.has(digest)) return undefined;
    const offset = Math.ceil(this.#position / PAGE) * PAGE;
    const defect = readingDefect(file, content, this.#list);
    if (defect === 'digest-mismatch' && carrier.digest !== digest) return 'file-hardlink-digest';
    if (defect !== undefined) return defect;
    const identity = size === 0 ? '' : content.identity;
    this.#table.set(digest, { offset, size, identity });
    this.#position = offset + size;
    return undefined;
  }

  /** A content is read over, by the rule named. */
  lose(because: string): void {
    this.#lost.add(because);
  }

  /** The output of an archive that has ended, for the rule named if not by its trailer. */
  result(defect: string | undefined): ReferenceOutput {
    if (defect !== undefined) this.#lost.add(defect);
    const size = Math.ceil((this.#position + 1) / PAGE) * PAGE;
    return { kind: 'extents', table: this.#table, size, lost: this.#lost };
  }
}

/**
 * The archive as rpm unpacks it: which file each member is, how many bytes of it count, and what
 * makes rpm give up.
 *
 * Policy: rpm's rules, not cpio's. The package header says which files there are, how large they
 * are and which of them are links of one file; the archive only brings names and content. Content
 * goes through as slices; nothing is buffered. Whatever stock rpm refuses is a FormatError of
 * section `cpio`, whatever it installs wrongly without noticing is refused as well.
 * Source: rpm 4.18 lib/rpmfi.c iterReadArchiveNext, rpmfnFindFN; lib/fsm.c
 * rpmPackageFilesInstall, fsmMkfile; lib/cpio.c.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { type Defect, FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { FileEntry, FileList, FileType } from '../../native-free-parsers/files.ts';
import type { HardLinkSet } from '../../native-free-parsers/hard-links.ts';
import {
  type CpioHandler,
  type CpioMember,
  CpioParser,
  type NamedMember,
} from '../../native-free-parsers/payload/cpio.ts';
import { memberFinder } from './archive-files.ts';

/** What the archive's regular files are given to, in the order of the archive. */
export interface ContentSink {
  /** Content of `file` follows; of a hard-link set, `file` is the last member. */
  begin(file: FileEntry): void;
  /** The next bytes: a view, valid during the call. Not called for empty files. */
  content(bytes: Uint8Array): void;
  /** All `file.size` bytes were given. */
  end(): void;
}

export class ArchiveReader {
  readonly #files: readonly FileEntry[];
  readonly #find: (member: CpioMember) => FileEntry | undefined;
  readonly #setOf = new Map<number, HardLinkSet>();
  readonly #found: Uint8Array;
  readonly #sink: ContentSink;
  readonly #parser: CpioParser;
  /** The set whose first member has come and whose content has not. */
  #openSet: HardLinkSet | undefined;
  #inContent = false;

  constructor(fileList: FileList, sink: ContentSink) {
    this.#files = fileList.files;
    this.#find = memberFinder(fileList);
    for (const set of fileList.hardLinkSets) for (const index of set) this.#setOf.set(index, set);
    this.#found = new Uint8Array(fileList.files.length);
    this.#sink = sink;
    const handler: CpioHandler = {
      member: (member) => this.#member(member),
      content: (bytes) => {
        if (this.#inContent) this.#sink.content(bytes);
      },
      memberEnd: () => {
        if (this.#inContent) this.#sink.end();
        this.#inContent = false;
      },
    };
    this.#parser = new CpioParser(handler);
  }

  /** Takes decompressed bytes; 'enough' once the archive has ended, whatever follows. */
  push(chunk: Uint8Array): 'more' | 'enough' {
    this.#parser.push(chunk);
    return this.#parser.done ? 'enough' : 'more';
  }

  /**
   * To be called when no more bytes come.
   * @throws FormatError when the archive did not end, or files of the header are missing from it.
   */
  finish(): void {
    this.#parser.finish();
    for (const file of this.#files) {
      if (file.ghost || this.#found[file.index] !== 0) continue;
      this.#fail(
        'missing-file',
        this.#parser.offset,
        `a member for ${displayText(file.path)}`,
        'the trailer',
        'cpio: Missing file(s)',
      );
    }
  }

  /** Takes a member and says how many bytes of content rpm reads for it. */
  #member(member: CpioMember): number | undefined {
    const file = this.#fileOf(member);
    if (file.ghost) {
      if (member.format !== 'stripped') return undefined;
      return this.#fail(
        'ghost-stripped',
        member.offset,
        'no member for a %ghost file',
        displayText(file.path),
      );
    }
    if (this.#found[file.index] !== 0 && file.type !== 'directory') {
      this.#fail(
        'duplicate-entry',
        member.offset,
        'one member a file',
        `${displayText(file.path)} again`,
        `cpio: ${CREATION[file.type] ?? 'mknod'} failed - File exists`,
      );
    }
    this.#found[file.index] = 1;
    switch (file.type) {
      case 'regular':
        return this.#regular(file, member);
      case 'symlink':
        return this.#symlink(file, member);
      default:
        return 0;
    }
  }

  #fileOf(member: CpioMember): FileEntry {
    const file = this.#find(member);
    if (file !== undefined) return file;
    const found =
      member.format === 'stripped' ? `file number ${member.fileIndex}` : displayText(member.name);
    return this.#fail(
      'not-in-header',
      member.offset,
      'a file of the package header',
      found,
      'cpio: Archive file not in header',
    );
  }

  #regular(file: FileEntry, member: CpioMember): number {
    const set = this.#setOf.get(file.index);
    if (this.#openSet !== undefined && set !== this.#openSet) {
      this.#fail(
        'link-interleaved',
        member.offset,
        'the other links of a hard-link set',
        `${displayText(file.path)} between them, which rpm installs as a link of the set`,
      );
    }
    if (set === undefined) return this.#begin(file);
    this.#openSet = set;
    if (file.index !== set.at(-1)) return 0;
    const early = set.find((index) => this.#found[index] === 0);
    if (early !== undefined) {
      this.#fail(
        'link-order',
        member.offset,
        `${displayText(this.#files[early]!.path)} before the last link of its set`,
        `${displayText(file.path)}, which brings the content`,
      );
    }
    this.#openSet = undefined;
    return this.#begin(file);
  }

  #begin(file: FileEntry): number {
    this.#sink.begin(file);
    this.#inContent = true;
    return file.size;
  }

  /** The target comes from the header; the archive must have as many bytes of it at least. */
  #symlink(file: FileEntry, member: CpioMember): number {
    if (member.format !== 'stripped' && (member as NamedMember).size < file.size) {
      this.#fail(
        'link-target-short',
        member.dataOffset,
        `${file.size} bytes of link target for ${displayText(file.path)}`,
        `${(member as NamedMember).size}`,
        'cpio: read failed',
      );
    }
    return file.size;
  }

  #fail(defect: Defect, offset: number, expected: string, found: string, rpmSays?: string): never {
    throw new FormatError({
      code: 'BAD_VALUE',
      defect,
      section: 'cpio',
      offset,
      expected,
      found,
      ...(rpmSays === undefined ? {} : { rpmSays }),
    });
  }
}

/** The call that fails where a file is there already. */
const CREATION: Partial<Record<FileType, string>> = {
  regular: 'open',
  symlink: 'symlink',
  fifo: 'mkfifo',
};

/**
 * The archive member by member: where each is, what it says, which file of the header it is.
 *
 * Policy: content is passed over, never kept. How much of it follows a member is what rpm reads,
 * by the package header, so that a lying size in the archive derails nothing; both sizes are
 * reported. Nothing but an unreadable archive is an error. Behind the trailer bytes are counted.
 * Source: as archive-reader.ts.
 */
import type { FileEntry, FileList } from '../../native-free-parsers/files.ts';
import { type CpioMember, CpioParser } from '../../native-free-parsers/payload/cpio.ts';
import { emptyLinks, memberFinder } from './archive-files.ts';
import { finiteOrNull } from './inspect-bytes.ts';
import { inspectedText } from './inspected-text.ts';
import type { ArchiveInspection, MemberInspection, TailInspection } from './inspection.ts';

/** Members listed beyond the number of files in the header. */
const EXTRA_MEMBERS = 1000;
/** Bytes behind the trailer that are counted before reading stops. */
const TAIL_LIMIT = 64 * 1024 * 1024;

/** Feed it the decompressed payload with {@link push}, then ask for {@link result}. */
export class ArchiveInspector {
  readonly #fileCount: number;
  readonly #find: (member: CpioMember) => FileEntry | undefined;
  /** Members of hard-link sets that do not carry the content. */
  readonly #emptyLinks: ReadonlySet<number>;
  readonly #members: MemberInspection[] = [];
  readonly #parser: CpioParser;
  #memberCount = 0;
  #tailLength = 0;
  #tailZero = true;

  constructor(fileList: FileList) {
    this.#fileCount = fileList.files.length;
    this.#find = memberFinder(fileList);
    this.#emptyLinks = emptyLinks(fileList);
    this.#parser = new CpioParser({
      member: (member) => this.#member(member),
      content: () => {},
      memberEnd: () => {},
    });
  }

  /** Whether the trailer came: what fails after it is nothing to rpm. */
  get complete(): boolean {
    return this.#parser.done;
  }

  /**
   * Takes decompressed bytes; 'enough' when there is a tail longer than anybody asks for.
   * @throws FormatError of section `cpio`.
   */
  push(chunk: Uint8Array): 'more' | 'enough' {
    const tail = chunk.subarray(this.#parser.push(chunk));
    this.#tailLength += tail.length;
    this.#tailZero &&= tail.every((byte) => byte === 0);
    return this.#tailLength < TAIL_LIMIT ? 'more' : 'enough';
  }

  /**
   * To be called when no more bytes come.
   * @throws FormatError TRUNCATED when there was no trailer.
   */
  finish(): void {
    this.#parser.finish();
  }

  /** What was found so far. */
  result(decoder: string | null): ArchiveInspection {
    const tail: TailInspection = {
      length: Math.min(this.#tailLength, TAIL_LIMIT),
      zero: this.#tailZero,
    };
    return {
      decoder,
      size: this.#parser.offset,
      complete: this.complete,
      tail: tail.length > 0 ? tail : null,
      memberCount: this.#memberCount,
      members: this.#members,
    };
  }

  #member(member: CpioMember): number | undefined {
    const file = this.#find(member);
    const size = file && this.#sizeOf(file);
    this.#memberCount++;
    if (this.#members.length < this.#fileCount + EXTRA_MEMBERS) {
      this.#members.push(inspectMember(member, file, size));
    }
    return size;
  }

  /** Bytes that rpm reads for a file; undefined where it takes the archive's word. */
  #sizeOf(file: FileEntry): number | undefined {
    if (file.ghost) return undefined;
    const carriesContent = file.type === 'regular' && !this.#emptyLinks.has(file.index);
    return carriesContent || file.type === 'symlink' ? file.size : 0;
  }
}

function inspectMember(
  member: CpioMember,
  file: FileEntry | undefined,
  rpmSize: number | undefined,
): MemberInspection {
  const { offset, dataOffset, format } = member;
  const common = {
    offset,
    dataOffset,
    format,
    fileIndex: file?.index ?? null,
    path: file === undefined ? null : inspectedText(file.path),
  };
  if (member.format === 'stripped') {
    return {
      ...common,
      ...NO_FIELDS,
      name: null,
      size: finiteOrNull(rpmSize ?? 0),
      archiveSize: null,
    };
  }
  return {
    ...common,
    name: inspectedText(member.name),
    size: finiteOrNull(rpmSize ?? member.size),
    archiveSize: member.size,
    inode: finiteOrNull(member.inode),
    mode: finiteOrNull(member.mode),
    uid: finiteOrNull(member.uid),
    gid: finiteOrNull(member.gid),
    nlink: finiteOrNull(member.nlink),
    mtime: finiteOrNull(member.mtime),
    deviceMajor: finiteOrNull(member.deviceMajor),
    deviceMinor: finiteOrNull(member.deviceMinor),
    rdevMajor: finiteOrNull(member.rdevMajor),
    rdevMinor: finiteOrNull(member.rdevMinor),
    checksum: finiteOrNull(member.checksum),
  };
}

/** The fields that a stripped member does not have. */
const NO_FIELDS = {
  inode: null,
  mode: null,
  uid: null,
  gid: null,
  nlink: null,
  mtime: null,
  deviceMajor: null,
  deviceMinor: null,
  rdevMajor: null,
  rdevMinor: null,
  checksum: null,
} as const;

/**
 * The archive looked at twice in one passing: as stock rpm reads it, and further.
 *
 * Policy: the strict reader judges until it gives up; the tolerant walk lists every member with
 * what its content amounts to, by the sizes that rpm goes by, and counts what follows the trailer.
 * Contents are not kept. More bytes than the headers account for stop both.
 * Source: as archive-reader.ts.
 */
import {
  FormatError,
  type FormatProblem,
} from '../../../native-free-parsers/bytes/format-error.ts';
import type { FileEntry, FileList } from '../../../native-free-parsers/files.ts';
import { type CpioMember, CpioParser } from '../../../native-free-parsers/payload/cpio.ts';
import { emptyLinks, memberFinder } from '../archive-files.ts';
import { ArchiveReader } from '../archive-reader.ts';
import { archiveLimit, EXTRA_MEMBERS, TAIL_LIMIT } from '../payload-bounds.ts';
import type { ArchiveFacts, Decoding, MemberFacts } from './facts.ts';
import { MemberContent } from './member-content.ts';

/** Feed it the decompressed payload with {@link push}, then ask for {@link facts}. */
export class ArchiveSurvey {
  readonly #content: MemberContent;
  readonly #find: (member: CpioMember) => FileEntry | undefined;
  readonly #emptyLinks: ReadonlySet<number>;
  readonly #most: number;
  readonly #members: MemberFacts[] = [];
  readonly #walk: CpioParser;
  readonly #strict: ArchiveReader;
  /** Bytes that the archive may have before its trailer. */
  readonly #limit: number;
  #memberCount = 0;
  /** The member whose content is under way. */
  #open: Pick<MemberFacts, 'member' | 'file' | 'size'> | undefined;
  #problem: FormatProblem | undefined;
  #refusal: FormatProblem | undefined;
  #accepted = false;
  #bytes = 0;
  #tailLength = 0;
  #tailZero = true;

  constructor(fileList: FileList) {
    this.#content = new MemberContent(fileList);
    this.#find = memberFinder(fileList);
    this.#emptyLinks = emptyLinks(fileList);
    this.#most = fileList.files.length + EXTRA_MEMBERS;
    this.#limit = archiveLimit(fileList);
    this.#strict = new ArchiveReader(fileList, { begin() {}, content() {}, end() {} });
    this.#walk = new CpioParser({
      member: (member) => this.#member(member),
      content: (bytes) => this.#content.content(bytes),
      memberEnd: () => this.#memberEnd(),
    });
  }

  /** Decompressed bytes so far. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Decompressed bytes from which on there are too many. */
  get limit(): number {
    return this.#walk.done ? this.#walk.offset + TAIL_LIMIT : this.#limit;
  }

  /** Takes decompressed bytes; 'enough' when they are more than the headers account for. */
  push(chunk: Uint8Array): 'more' | 'enough' {
    this.#bytes += chunk.length;
    if (this.#refusal === undefined && !this.#accepted) {
      this.#refusal = problemOf(() => {
        this.#accepted = this.#strict.push(chunk) === 'enough';
      });
    }
    if (this.#problem === undefined) {
      this.#problem = problemOf(() => this.#tail(chunk.subarray(this.#walk.push(chunk))));
    }
    return this.#bytes > this.limit ? 'enough' : 'more';
  }

  /** What was found, once no more bytes come for the reason that `decoding` gives. */
  facts(decoding: Decoding): ArchiveFacts {
    if (this.#open !== undefined) this.#list({ ...this.#open, ...this.#content.cut() });
    if (decoding.kind === 'decoded') {
      this.#problem ??= problemOf(() => this.#walk.finish());
      this.#refusal ??= problemOf(() => this.#strict.finish());
    }
    if (decoding.kind === 'corrupt' && !this.#accepted) this.#refusal ??= decoding.problem;
    return {
      members: this.#members,
      memberCount: this.#memberCount,
      size: this.#walk.offset,
      complete: this.#walk.done,
      problem: this.#problem,
      refusal: this.#refusal,
      tail: { length: this.#tailLength, zero: this.#tailZero },
    };
  }

  #tail(bytes: Uint8Array): void {
    this.#tailLength += bytes.length;
    this.#tailZero &&= bytes.every((byte) => byte === 0);
  }

  #member(member: CpioMember): number {
    const file = this.#find(member);
    const installed = file?.type === 'regular' && !file.ghost && !this.#emptyLinks.has(file.index);
    const size = this.#sizeOf(member, file, installed);
    this.#memberCount++;
    this.#open = { member, file, size };
    this.#content.begin(member, file, size, installed);
    return size;
  }

  /** Bytes that rpm reads for a member: where it knows no better, what the archive says. */
  #sizeOf(member: CpioMember, file: FileEntry | undefined, installed: boolean): number {
    if (file === undefined || file.ghost) return member.format === 'stripped' ? 0 : member.size;
    return installed || file.type === 'symlink' ? file.size : 0;
  }

  #memberEnd(): void {
    this.#list({ ...this.#open!, ...this.#content.finish() });
    this.#open = undefined;
  }

  #list(facts: MemberFacts): void {
    if (this.#members.length < this.#most) this.#members.push(facts);
  }
}

function problemOf(read: () => void): FormatProblem | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof FormatError) return error.problem;
    throw error;
  }
}

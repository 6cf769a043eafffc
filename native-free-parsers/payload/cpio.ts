/**
 * The archive inside a payload: new ASCII cpio as rpm writes and reads it.
 *
 * Policy: a push parser. Chunks of any size go in, members and slices of those very chunks come
 * out; it holds one member header at a time and never content. It checks what rpm checks (magic,
 * name size, the numbers it needs) and leaves names, order and completeness to its handler. How
 * much content follows a member is the handler's word if it has one: rpm goes by the package
 * header, not by the archive.
 * Source: rpm 4.18 lib/cpio.c; cpio(5) of libarchive for the layout.
 *
 *   070701  newc        110 bytes of header, name, padding to 4, content, padding to 4
 *   070702  crc         the same with a checksum
 *   07070X  stripped     14 bytes: magic and the file's index in the package header
 */
import { displayText } from '../bytes/display-text.ts';
import { type Defect, FormatError, type FormatErrorCode } from '../bytes/format-error.ts';
import { toLatin1 } from '../bytes/hex.ts';

const MAGIC_SIZE = 6;
const FIELD = 8;
const NEWC_SIZE = MAGIC_SIZE + 13 * FIELD;
const STRIPPED_SIZE = MAGIC_SIZE + FIELD;
/** Longest name, its NUL included (rpmcpioHeaderRead). */
const MAX_NAME = 4096;
const TRAILER = 'TRAILER!!!';
/** The index that ends a stripped archive: -1 as unsigned. */
const NO_INDEX = 0xffffffff;

interface MemberBase {
  /** Where the member's header starts in the decompressed archive. */
  readonly offset: number;
  /** Where its content starts. */
  readonly dataOffset: number;
}

export interface NamedMember extends MemberBase {
  readonly format: 'newc' | 'crc';
  /** As it stands, up to the first NUL: a byte string. */
  readonly name: string;
  /** The archive's own idea of the size (c_filesize). */
  readonly size: number;
  /** The other fields by position in the header; NaN where one is no hexadecimal number. */
  readonly inode: number;
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly nlink: number;
  readonly mtime: number;
  readonly deviceMajor: number;
  readonly deviceMinor: number;
  readonly rdevMajor: number;
  readonly rdevMinor: number;
  readonly checksum: number;
}

export interface StrippedMember extends MemberBase {
  readonly format: 'stripped';
  /** Position of the file in the package header. */
  readonly fileIndex: number;
}

export type CpioMember = NamedMember | StrippedMember;

export interface CpioHandler {
  /**
   * A member's header is complete.
   * @returns how many bytes of content follow: undefined for the archive's own number (none for a
   *   stripped member).
   */
  member(member: CpioMember): number | undefined;
  /** The next bytes of the current member's content: a view, valid during the call. */
  content(bytes: Uint8Array): void;
  /** All content of the current member has been given. Called for every member. */
  memberEnd(): void;
}

type State =
  | 'magic'
  | 'newc-header'
  | 'stripped-header'
  | 'name'
  | 'name-padding'
  | 'content'
  | 'padding'
  | 'done';

/** Feed it the decompressed payload with {@link push}; after the trailer it takes nothing more. */
export class CpioParser {
  readonly #handler: CpioHandler;
  #state: State = 'magic';
  /** Bytes of the archive consumed so far. */
  #offset = 0;
  /** A member's fixed header and name while they arrive in pieces. */
  #held = new Uint8Array(NEWC_SIZE + MAX_NAME);
  #heldSize = 0;
  #needed = MAGIC_SIZE;
  #memberOffset = 0;
  #fileSize = 0;
  /** Content bytes still to come. */
  #left = 0;

  constructor(handler: CpioHandler) {
    this.#handler = handler;
  }

  /** Whether the trailer has been read. */
  get done(): boolean {
    return this.#state === 'done';
  }

  /** Bytes of the archive read so far, trailer included. */
  get offset(): number {
    return this.#offset;
  }

  /**
   * Takes the next bytes and returns how many were used: all of them, or fewer once the trailer
   * has been read.
   * @throws FormatError BAD_MAGIC, BAD_VALUE, OUT_OF_RANGE (section cpio), and what the handler throws.
   */
  push(chunk: Uint8Array): number {
    let at = 0;
    while (at < chunk.length && this.#state !== 'done') {
      if (this.#state === 'content') at += this.#content(chunk, at);
      else if (this.#state === 'padding' || this.#state === 'name-padding')
        at += this.#skip(chunk, at);
      else at += this.#hold(chunk, at);
    }
    return at;
  }

  /**
   * To be called when no more bytes come.
   * @throws FormatError TRUNCATED unless the trailer has been read.
   */
  finish(): void {
    if (this.#state === 'done') return;
    const [expected, rpmSays, defect] = this.#unfinished();
    throw new FormatError({
      code: 'TRUNCATED',
      ...(defect === undefined ? {} : { defect }),
      section: 'cpio',
      offset: this.#offset,
      expected,
      found: 'the end of the archive',
      rpmSays,
    });
  }

  /** What is still to come, and what rpm says when it does not. */
  #unfinished(): [expected: string, rpmSays: string, defect?: Defect] {
    switch (this.#state) {
      case 'magic':
        return ['a member header or the trailer', 'cpio: Bad magic', 'trailer-missing'];
      case 'content':
        return [`${this.#left} more bytes of content`, 'cpio: read failed'];
      case 'padding':
      case 'name-padding':
        return [`${this.#left} more bytes of padding`, 'cpio: read failed'];
      default:
        return ['the rest of a member header', 'cpio: Bad/unreadable  header'];
    }
  }

  #content(chunk: Uint8Array, at: number): number {
    const size = Math.min(this.#left, chunk.length - at);
    this.#offset += size;
    this.#left -= size;
    this.#handler.content(chunk.subarray(at, at + size));
    if (this.#left === 0) this.#endMember();
    return size;
  }

  #skip(chunk: Uint8Array, at: number): number {
    const size = Math.min(this.#left, chunk.length - at);
    this.#offset += size;
    this.#left -= size;
    if (this.#left === 0) this.#afterPadding();
    return size;
  }

  #hold(chunk: Uint8Array, at: number): number {
    const size = Math.min(this.#needed - this.#heldSize, chunk.length - at);
    this.#held.set(chunk.subarray(at, at + size), this.#heldSize);
    this.#heldSize += size;
    this.#offset += size;
    if (this.#heldSize === this.#needed) this.#headerPart();
    return size;
  }

  /** The held bytes reach the end of what the state waited for. */
  #headerPart(): void {
    switch (this.#state) {
      case 'magic':
        this.#memberOffset = this.#offset - MAGIC_SIZE;
        this.#readMagic();
        break;
      case 'newc-header': {
        const nameSize = this.#number(11, 'the name size');
        this.#fileSize = this.#number(6, 'the file size');
        if (nameSize < 1 || nameSize > MAX_NAME) {
          this.#fail(
            'OUT_OF_RANGE',
            this.#memberOffset + MAGIC_SIZE + 11 * FIELD,
            `a name of 1 to ${MAX_NAME} bytes`,
            `${nameSize}`,
            'cpio: Bad/unreadable  header',
          );
        }
        this.#state = 'name';
        this.#needed = NEWC_SIZE + nameSize;
        break;
      }
      default:
        // A stripped header or a name is complete; padding to 4 follows.
        this.#state = 'name-padding';
        this.#left = padding(this.#offset);
        if (this.#left === 0) this.#afterPadding();
    }
  }

  #readMagic(): void {
    const magic = toLatin1(this.#held.subarray(0, MAGIC_SIZE));
    switch (magic) {
      case '070701':
      case '070702':
        this.#state = 'newc-header';
        this.#needed = NEWC_SIZE;
        break;
      case '07070X':
        this.#state = 'stripped-header';
        this.#needed = STRIPPED_SIZE;
        break;
      default:
        this.#fail(
          'BAD_MAGIC',
          this.#memberOffset,
          'a cpio magic 070701, 070702 or 07070X',
          `"${displayText(magic)}"`,
          'cpio: Bad magic',
        );
    }
  }

  #afterPadding(): void {
    if (this.#state === 'padding') {
      this.#nextMember();
      return;
    }
    const member = this.#readMember();
    if (isTrailer(member)) {
      this.#state = 'done';
      return;
    }
    this.#left = this.#handler.member(member) ?? (member.format === 'stripped' ? 0 : member.size);
    this.#state = 'content';
    if (this.#left === 0) this.#endMember();
  }

  #readMember(): CpioMember {
    const base = { offset: this.#memberOffset, dataOffset: this.#offset };
    if (this.#needed === STRIPPED_SIZE) {
      return { ...base, format: 'stripped', fileIndex: this.#number(0, 'the file index') };
    }
    const name = this.#held.subarray(NEWC_SIZE, this.#needed);
    const nul = name.indexOf(0);
    const field = (position: number) => hexNumber(this.#field(position)) ?? Number.NaN;
    return {
      ...base,
      format: this.#held[MAGIC_SIZE - 1] === 0x31 ? 'newc' : 'crc',
      name: toLatin1(nul < 0 ? name : name.subarray(0, nul)),
      size: this.#fileSize,
      inode: field(0),
      mode: field(1),
      uid: field(2),
      gid: field(3),
      nlink: field(4),
      mtime: field(5),
      deviceMajor: field(7),
      deviceMinor: field(8),
      rdevMajor: field(9),
      rdevMinor: field(10),
      checksum: field(12),
    };
  }

  #endMember(): void {
    this.#handler.memberEnd();
    this.#state = 'padding';
    this.#left = padding(this.#offset);
    if (this.#left === 0) this.#nextMember();
  }

  #nextMember(): void {
    this.#state = 'magic';
    this.#heldSize = 0;
    this.#needed = MAGIC_SIZE;
  }

  #field(position: number): string {
    const start = MAGIC_SIZE + position * FIELD;
    return toLatin1(this.#held.subarray(start, start + FIELD));
  }

  #number(position: number, what: string): number {
    const text = this.#field(position);
    const value = hexNumber(text);
    if (value !== undefined) return value;
    return this.#fail(
      'BAD_VALUE',
      this.#memberOffset + MAGIC_SIZE + position * FIELD,
      `${what} as a hexadecimal number of 8 characters`,
      `"${displayText(text)}"`,
      'cpio: Bad/unreadable  header',
    );
  }

  #fail(
    code: FormatErrorCode,
    offset: number,
    expected: string,
    found: string,
    rpmSays: string,
  ): never {
    throw new FormatError({ code, section: 'cpio', offset, expected, found, rpmSays });
  }
}

function isTrailer(member: CpioMember): boolean {
  return member.format === 'stripped' ? member.fileIndex === NO_INDEX : member.name === TRAILER;
}

function padding(offset: number): number {
  return (4 - (offset % 4)) % 4;
}

/** All eight characters as one number, written in any way that strtoul(3) takes, except negative. */
function hexNumber(text: string): number | undefined {
  const digits = /^[\t-\r ]*\+?(?:0x)?([0-9a-f]+)$/i.exec(text)?.[1];
  return digits === undefined ? undefined : Number.parseInt(digits, 16);
}

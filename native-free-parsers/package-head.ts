/**
 * Everything before the payload: lead, signature header, padding, main header.
 *
 * Policy: a push parser. It buffers the head and nothing else, asks for no byte before the one in
 * front of it has been checked, and grows only as bytes arrive: a length in the file costs nothing.
 * Source: rpm 4.18 lib/rpmchecksig.c rpmpkgRead, lib/header.c hdrblobRead.
 */
import { FormatError, type FormatProblem, type Section } from './bytes/format-error.ts';
import { type Header, parseHeader } from './header/header.ts';
import { bodySize, findHeaderMagic, INTRO_SIZE, parseIntro } from './header/intro.ts';
import type { HeaderKind } from './header/limits.ts';
import { rpmPrefix, sectionOf } from './header/section.ts';
import { hasLeadMagic, LEAD_SIZE, type Lead, parseLead } from './lead.ts';

export interface PackageHead {
  readonly lead: Lead;
  readonly signature: Header;
  /** The 0 to 7 bytes that bring the main header to a multiple of 8. Zero in sound packages. */
  readonly padding: Uint8Array;
  readonly main: Header;
  /** The head verbatim; its length is where the payload starts. */
  readonly bytes: Uint8Array;
}

/** Bytes of many a head. */
const FIRST_CAPACITY = 16 * 1024;

type Stage = 'lead' | 'intro' | 'body' | 'padding' | 'done';

/** Feed it from the start of a file with {@link push} until `head` is there, then stop. */
export class PackageHeadParser {
  /** The result, once complete. */
  head: PackageHead | undefined;
  /** Replaced when it is full, never written anew: headers are views of it. */
  #bytes = new Uint8Array(FIRST_CAPACITY);
  #size = 0;
  #stage: Stage = 'lead';
  #kind: HeaderKind = 'signature';
  /** Where the header or padding that is being read starts. */
  #start = 0;
  #needed = LEAD_SIZE;
  #lead: Lead | undefined;
  #signature: Header | undefined;

  /** The lead, once complete. */
  get lead(): Lead | undefined {
    return this.#lead;
  }

  /** The signature header, once complete. */
  get signature(): Header | undefined {
    return this.#signature;
  }

  /** What has arrived of the head so far. */
  get received(): Uint8Array {
    return this.#receivedFrom(0);
  }

  #receivedFrom(start: number): Uint8Array {
    return this.#bytes.subarray(start, this.#size);
  }

  /**
   * Takes the next bytes of the file and returns how many of them belong to the head; the rest is
   * payload.
   * @throws FormatError for what {@link parseLead} and {@link parseHeader} refuse.
   */
  push(chunk: Uint8Array): number {
    let taken = 0;
    while (this.head === undefined && taken < chunk.length) {
      const part = chunk.subarray(taken, taken + this.#needed - this.#size);
      this.#append(part);
      taken += part.length;
      while (this.head === undefined && this.#size === this.#needed) this.#advance();
    }
    return taken;
  }

  /**
   * The head, at the end of the file.
   * @throws FormatError TRUNCATED when it is not complete.
   */
  finish(): PackageHead {
    if (this.head !== undefined) return this.head;
    if (this.#stage === 'lead') parseLead(this.received);
    throw new FormatError(this.#truncated());
  }

  #append(part: Uint8Array): void {
    if (this.#size + part.length > this.#bytes.length) {
      const grown = new Uint8Array(
        Math.max(this.#size + part.length, Math.min(2 * this.#bytes.length, this.#needed)),
      );
      grown.set(this.received);
      this.#bytes = grown;
    }
    this.#bytes.set(part, this.#size);
    this.#size += part.length;
    if (this.#stage === 'lead' && this.#size >= 4 && !hasLeadMagic(this.received)) {
      parseLead(this.received);
    }
  }

  #advance(): void {
    switch (this.#stage) {
      case 'lead':
        this.#lead = parseLead(this.received);
        this.#expectHeader('signature');
        break;
      case 'intro': {
        if (this.#kind === 'main') this.#checkPadding();
        const intro = parseIntro(this.#receivedFrom(this.#start), this.#kind, this.#start);
        this.#stage = 'body';
        this.#needed = this.#size + bodySize(intro);
        break;
      }
      case 'body': {
        const header = parseHeader(this.#receivedFrom(this.#start), this.#kind, this.#start);
        if (this.#kind === 'main') {
          this.#finish(header);
          break;
        }
        this.#signature = header;
        this.#stage = 'padding';
        this.#start = this.#size;
        this.#needed = this.#size + paddingAfter(header);
        break;
      }
      case 'padding':
        this.#expectHeader('main');
        break;
      case 'done':
        break;
    }
  }

  #expectHeader(kind: HeaderKind): void {
    this.#stage = 'intro';
    this.#kind = kind;
    this.#start = this.#size;
    this.#needed = this.#size + INTRO_SIZE;
  }

  /** Tells a main header that starts beside its place from bytes that are none at all. */
  #checkPadding(): void {
    const signature = this.#signature!;
    const end = signature.offset + signature.bytes.length;
    const at = end + findHeaderMagic(this.#receivedFrom(end));
    if (at < end || at === this.#start) return;
    throw new FormatError({
      code: 'BAD_MAGIC',
      defect: 'padding-length',
      section: 'main-header',
      offset: end,
      expected: `${this.#start - end} bytes of padding up to offset ${this.#start}`,
      found: `${at - end}, then the main header`,
      rpmSays: 'hdr magic: BAD',
    });
  }

  #finish(main: Header): void {
    const signature = this.#signature!;
    this.#stage = 'done';
    this.head = {
      lead: this.#lead!,
      signature,
      padding: this.#bytes.subarray(signature.offset + signature.bytes.length, main.offset),
      main,
      bytes: this.received,
    };
  }

  /** What rpm says of a file that ends here: that it read nothing, however much there was. */
  #truncated(): FormatProblem {
    const prefix = rpmPrefix(this.#kind);
    const part = this.#needed - this.#start;
    const section: Section = this.#stage === 'lead' ? 'lead' : sectionOf(this.#kind);
    const what = {
      lead: ['the lead', 'not an rpm package'],
      intro: ['a header intro', `${prefix}hdr size(${part}): BAD, read returned 0`],
      body: [
        'index and data of the header',
        `${prefix}hdr blob(${part - INTRO_SIZE}): BAD, read returned 0`,
      ],
      padding: ['padding of the signature header', `${prefix}sigh pad(${part}): BAD, read 0 bytes`],
      done: ['nothing', ''],
    }[this.#stage];
    return {
      code: 'TRUNCATED',
      section,
      offset: this.#size,
      expected: `${this.#needed - this.#size} more bytes of ${what[0]}`,
      found: 'the end of the file',
      rpmSays: what[1]!,
    };
  }
}

/** Zero to seven bytes: the signature header is padded to a multiple of 8. */
export function paddingAfter(signature: Header): number {
  return (8 - (signature.bytes.length % 8)) % 8;
}

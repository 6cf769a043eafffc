/**
 * Reads primary.xml: the packages of a repository.
 *
 * Policy: one package in memory at a time, whatever the document's size; of each only what tells
 * where the file is and how to recognise it. A package whose entry cannot be used is told of and left
 * out, so that it costs no other. Addresses are passed on as they stand: nothing is resolved here.
 * Source: createrepo_c src/xml_dump_primary.c, the document as rpm-md tools write it.
 */
import { shown } from './shown.ts';
import { countOf, metadataError, type XmlAttributes, type XmlHandler } from './xml-handler.ts';

export interface PrimaryPackage {
  readonly kind: 'package';
  /** `href` of its `<location>`, undecoded. */
  readonly location: string;
  /** `xml:base` of its `<location>`: the address it says to be relative to, in place of the repository's. */
  readonly base: string | undefined;
  /** As written: `sha256`, `sha`, ... */
  readonly checksumType: string;
  /** Lower-case hexadecimal, or whatever stands there. */
  readonly checksum: string;
  /** Bytes of the file. */
  readonly packageSize: number;
  /** Bytes of the main header, end excluded; null where it is missing or is no range. */
  readonly headerRange: { readonly start: number; readonly end: number } | null;
  /** Empty where they are missing. */
  readonly name: string;
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
}

/** An entry without what is needed to find and recognise its file. */
export interface UnusablePackage {
  readonly kind: 'unusable';
  /** Counted from 1. */
  readonly position: number;
  readonly name: string;
  /** What is missing or wrong, in a phrase. */
  readonly why: string;
}

export interface PrimaryReceiver {
  /** The number of packages that the document announces; null where it does not. Comes first. */
  announced(packages: number | null): void;
  entry(entry: PrimaryPackage | UnusablePackage): void;
}

/** Elements stand at these depths: metadata, package, its children, and those of `format`. */
const PACKAGE = 2;
const FIELD = 3;
const FORMAT_FIELD = 4;

type Draft = { -readonly [Key in keyof PrimaryPackage]?: PrimaryPackage[Key] | undefined };

export class PrimaryParser implements XmlHandler {
  readonly #receiver: PrimaryReceiver;
  #depth = 0;
  #draft: Draft = {};
  #position = 0;
  #text: string | undefined;

  constructor(receiver: PrimaryReceiver) {
    this.#receiver = receiver;
  }

  open(name: string, attributes: XmlAttributes): void {
    this.#depth++;
    if (this.#depth === FIELD) this.#openField(name, attributes);
    else if (this.#depth === FORMAT_FIELD && name === 'header-range') this.#range(attributes);
    else if (this.#depth === PACKAGE && name === 'package') this.#draft = {};
    else if (this.#depth === 1) this.#openRoot(name, attributes);
  }

  text(text: string): void {
    if (this.#text !== undefined) this.#text += text;
  }

  close(name: string): void {
    if (this.#depth === FIELD && this.#text !== undefined)
      this.#closeField(name, this.#text.trim());
    else if (this.#depth === PACKAGE && name === 'package') this.#finish();
    this.#depth--;
  }

  #openRoot(name: string, { packages }: XmlAttributes): void {
    if (name !== 'metadata') throw metadataError('metadata', 'packages', `<${shown(name)}>`);
    const known = packages !== undefined && packages !== '';
    this.#receiver.announced(known ? countOf(name, 'packages', packages) : null);
  }

  #openField(name: string, attributes: XmlAttributes): void {
    const draft = this.#draft;
    switch (name) {
      case 'name':
      case 'arch':
        this.#text = '';
        break;
      case 'checksum':
        this.#text = '';
        draft.checksumType = attributes['type'];
        break;
      case 'version':
        draft.epoch = attributes['epoch'];
        draft.version = attributes['ver'];
        draft.release = attributes['rel'];
        break;
      case 'size':
        draft.packageSize = byteCount(attributes['package']);
        break;
      case 'location':
        draft.location = attributes['href'];
        draft.base = attributes['xml:base'];
        break;
    }
  }

  #closeField(name: string, text: string): void {
    this.#text = undefined;
    if (name === 'name') this.#draft.name = text;
    else if (name === 'arch') this.#draft.arch = text;
    else this.#draft.checksum = text.toLowerCase();
  }

  #range(attributes: XmlAttributes): void {
    const start = byteCount(attributes['start']);
    const end = byteCount(attributes['end']);
    if (start !== undefined && end !== undefined) this.#draft.headerRange = { start, end };
  }

  #finish(): void {
    this.#position++;
    this.#receiver.entry(entryOf(this.#draft, this.#position));
  }
}

function entryOf(draft: Draft, position: number): PrimaryPackage | UnusablePackage {
  const { name = '', location, checksum, checksumType, packageSize } = draft;
  const unusable = (why: string) => ({ kind: 'unusable', position, name, why }) as const;
  if (!location) return unusable('it has no location');
  if (!checksum || !checksumType) return unusable('it has no checksum, or none with a type');
  if (packageSize === undefined) return unusable('its size is missing or no number');
  const { base, headerRange = null } = draft;
  const { epoch = '0', version = '', release = '', arch = '' } = draft;
  const listed = { location, base, checksumType, checksum, packageSize, headerRange };
  return { kind: 'package', ...listed, name, epoch, version, release, arch };
}

/** Undefined for what is no count of bytes. */
function byteCount(text: string | undefined): number | undefined {
  if (text === undefined || !/^[0-9]{1,16}$/.test(text)) return undefined;
  const count = Number(text);
  return Number.isSafeInteger(count) ? count : undefined;
}

/**
 * Reads repomd.xml: which metadata a repository has, and how to recognise each part.
 *
 * Policy: everything is kept as it stands, of every type of data; an entry without a type or an
 * address is an error. The document is small: bound it before it comes here.
 * Source: createrepo_c src/xml_dump_repomd.c; librepo/repomd.c for what may be missing.
 */
import { shown } from './shown.ts';
import {
  attributeOf,
  countOf,
  metadataError,
  type XmlAttributes,
  type XmlHandler,
} from './xml-handler.ts';

export interface StatedChecksum {
  /** As written: `sha256`, `sha`, ... */
  readonly type: string;
  /** Lower-case hexadecimal, or whatever stands there. */
  readonly value: string;
}

export interface RepomdData {
  /** `primary`, `filelists`, `primary_zck`, `updateinfo`, ... */
  readonly type: string;
  /** Relative to the repository. */
  readonly location: string;
  /** `xml:base` of the location. */
  readonly base: string | undefined;
  readonly checksum: StatedChecksum | undefined;
  /** Of the data decompressed. */
  readonly openChecksum: StatedChecksum | undefined;
  /** Bytes. */
  readonly size: number | undefined;
  /** Bytes of the data decompressed. */
  readonly openSize: number | undefined;
}

export interface Repomd {
  readonly revision: string | undefined;
  /** In the order of the document. */
  readonly data: readonly RepomdData[];
}

type Draft = { -readonly [Key in keyof RepomdData]?: RepomdData[Key] | undefined };

const DATA = 2;
const FIELD = 3;

/** Fed with the whole document, it has the result. */
export class RepomdParser implements XmlHandler {
  readonly #data: RepomdData[] = [];
  #revision: string | undefined;
  #depth = 0;
  #draft: Draft | undefined;
  #checksumType = '';
  #text = '';

  /** Call it at the end of the document only. */
  result(): Repomd {
    return { revision: this.#revision, data: this.#data };
  }

  open(name: string, attributes: XmlAttributes): void {
    this.#depth++;
    this.#text = '';
    if (this.#depth === 1 && name !== 'repomd') {
      throw metadataError('repomd', 'the parts of the metadata', `<${shown(name)}>`);
    }
    if (this.#depth === DATA) {
      this.#draft = name === 'data' ? { type: attributeOf(name, attributes, 'type') } : undefined;
    } else if (this.#depth === FIELD && this.#draft !== undefined) {
      if (name === 'location') {
        this.#draft.location = attributeOf(name, attributes, 'href');
        this.#draft.base = attributes['xml:base'];
      } else if (name === 'checksum' || name === 'open-checksum') {
        this.#checksumType = attributeOf(name, attributes, 'type');
      }
    }
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    if (this.#depth === DATA) {
      if (this.#draft !== undefined) this.#data.push(finished(this.#draft));
      else if (name === 'revision') this.#revision = this.#text.trim();
    } else if (this.#depth === FIELD && this.#draft !== undefined) {
      this.#closeField(this.#draft, name);
    }
    this.#depth--;
  }

  #closeField(draft: Draft, name: string): void {
    const checksum = () => ({ type: this.#checksumType, value: this.#text.trim().toLowerCase() });
    if (name === 'checksum') draft.checksum = checksum();
    else if (name === 'open-checksum') draft.openChecksum = checksum();
    else if (name === 'size') draft.size = countOf(name, 'bytes', this.#text);
    else if (name === 'open-size') draft.openSize = countOf(name, 'bytes', this.#text);
  }
}

function finished({ type = '', location, ...others }: Draft): RepomdData {
  if (!location) throw metadataError('data', 'a location', `none for ${shown(type)}`);
  const { base, checksum, openChecksum, size, openSize } = others;
  return { type, location, base, checksum, openChecksum, size, openSize };
}

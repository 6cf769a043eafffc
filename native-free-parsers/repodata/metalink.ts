/**
 * Reads a metalink: the mirrors of a repository, and the digests that its repomd.xml may have.
 *
 * Policy: only what it says of repomd.xml counts. Older versions of that file, which mirrors may still
 * have, are as good as the newest: that is what the list of alternates is for. Addresses that do not
 * end in that file's path lead to no repository and are left out.
 * Source: Metalink 3.0 as MirrorManager writes it; librepo/metalink.c.
 */
import type { StatedChecksum } from './repomd.ts';
import { shown } from './shown.ts';
import {
  attributeOf,
  countOf,
  metadataError,
  type XmlAttributes,
  type XmlHandler,
} from './xml-handler.ts';

export interface Metalink {
  /** The repomd.xml that mirrors may have, the newest first. */
  readonly versions: readonly RepomdVersion[];
  /** Addresses of the repository, each ending in `/`, the preferred first. */
  readonly mirrors: readonly string[];
}

export interface RepomdVersion {
  /** Bytes. */
  readonly size: number | undefined;
  readonly checksums: readonly StatedChecksum[];
}

const REPOMD = 'repomd.xml';
const REPOMD_PATH = `repodata/${REPOMD}`;

interface Draft {
  size: number | undefined;
  checksums: StatedChecksum[];
}

interface Mirror {
  readonly base: string;
  readonly preference: number;
}

/** Fed with the whole document, it has the result. */
export class MetalinkParser implements XmlHandler {
  readonly #versions: RepomdVersion[] = [];
  readonly #mirrors: Mirror[] = [];
  #depth = 0;
  #inFile = false;
  #version: Draft = emptyVersion();
  #hashType = '';
  #preference = 0;
  #text = '';

  /** Call it at the end of the document only. Throws where it tells no mirror or no digest. */
  result(): Metalink {
    const versions = this.#versions.filter(({ checksums }) => checksums.length > 0);
    if (versions.length === 0) throw metadataError('file', `a digest of ${REPOMD}`, 'none');
    if (this.#mirrors.length === 0)
      throw metadataError('resources', `a mirror's ${REPOMD}`, 'none');
    const mirrors = this.#mirrors.toSorted((a, b) => b.preference - a.preference);
    return { versions, mirrors: mirrors.map(({ base }) => base) };
  }

  open(name: string, attributes: XmlAttributes): void {
    this.#depth++;
    this.#text = '';
    if (this.#depth === 1 && name !== 'metalink') {
      throw metadataError('metalink', 'files', `<${shown(name)}>`);
    }
    if (name === 'file') this.#inFile = attributes['name'] === REPOMD;
    if (name === 'file' || name === 'alternate') this.#version = emptyVersion();
    if (name === 'hash') this.#hashType = attributeOf(name, attributes, 'type');
    if (name === 'url') this.#preference = Number(attributes['preference'] ?? 0) || 0;
    // What follows is about the versions before.
    if (name === 'alternates') this.#keepVersion();
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    this.#depth--;
    if (!this.#inFile) return;
    const text = this.#text.trim();
    if (name === 'size') this.#version.size = countOf(name, 'bytes', text);
    if (name === 'hash') this.#version.checksums.push(checksum(this.#hashType, text));
    if (name === 'url') this.#addMirror(text);
    if (name === 'alternate' || name === 'file') this.#keepVersion();
    if (name === 'file') this.#inFile = false;
  }

  #keepVersion(): void {
    if (this.#inFile) this.#versions.push(this.#version);
    this.#version = emptyVersion();
  }

  #addMirror(address: string): void {
    if (!address.endsWith(`/${REPOMD_PATH}`) || !/^https?:\/\//i.test(address)) return;
    const base = address.slice(0, -REPOMD_PATH.length);
    this.#mirrors.push({ base, preference: this.#preference });
  }
}

function emptyVersion(): Draft {
  return { size: undefined, checksums: [] };
}

/** Metalinks also write `sha-256`. */
function checksum(type: string, value: string): StatedChecksum {
  return { type: type.toLowerCase().replace('-', ''), value: value.toLowerCase() };
}

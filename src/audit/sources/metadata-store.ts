/**
 * Where the files of `repodata` come from.
 *
 * Policy: a file is read as often as it takes from one descriptor or one copy, so what was verified
 * is what is parsed.
 */

import type { ByteReader } from '../../../native-free-parsers/bytes/byte-source.ts';
import type { XmlHandler } from '../../../native-free-parsers/repodata/xml-handler.ts';
import { pump } from '../../io/pump.ts';
import { openXml } from '../../io/xml.ts';
import { readingDocument } from './repository-error.ts';

export interface MetadataStore {
  /** How many copies there may be; the next one is tried where one is not what it should be. */
  readonly copies: number;
  /**
   * @param path relative to the repository, proven to lie below it.
   * @param mostBytes more than that is refused.
   * @param copy from 0 to `copies - 1`.
   * @throws MachineError, FetchError or RepositoryError.
   */
  open(path: string, mostBytes: number, copy: number): Promise<MetadataFile>;
}

export interface MetadataFile {
  /** For messages. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** From the first byte on. */
  reader(): ByteReader;
  close(): void;
}

/** Parses a small document. Throws RepositoryError for what is none. */
export async function parseDocument<T>(
  file: MetadataFile,
  parser: XmlHandler & { result(): T },
): Promise<T> {
  return await readingDocument(file.name, async () => {
    const xml = await openXml(parser);
    await pump(file.reader(), xml.push);
    xml.end();
    return parser.result();
  });
}

/** Feeds a parser of metadata with a document, in pieces of some size. */
import type { XmlHandler } from '../../native-free-parsers/repodata/xml-handler.ts';
import { openXml } from '../../src/io/xml.ts';

export async function parseXml<P extends XmlHandler>(
  parser: P,
  document: string | Uint8Array,
  pieceSize = 1000,
): Promise<P> {
  const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
  const xml = await openXml(parser);
  for (let at = 0; at < bytes.length; at += pieceSize) xml.push(bytes.subarray(at, at + pieceSize));
  xml.end();
  return parser;
}

/**
 * Reads XML of strangers as a stream: bytes in, elements and text out.
 *
 * Policy: UTF-8 only. No document type, so no entity beyond the five of XML and nothing fetched; no
 * tag, text or comment much over a mebibyte, no nesting deeper than any metadata has. Whatever the
 * document's size, memory holds one piece of it. The parser is loaded by the first document.
 */
import type { SaxesParser } from 'saxes';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { XmlHandler } from '../../native-free-parsers/repodata/xml-handler.ts';

/** Characters; descriptions and licences of real packages stay far below. */
const LONGEST_CONSTRUCT = 1024 * 1024;
const MOST_DEPTH = 32;
/** Bytes that are decoded at a time. */
const PIECE = 64 * 1024;

export interface XmlStream {
  /** Takes what comes next. Throws FormatError, of the handler too, at the offset in the document. */
  push(bytes: Uint8Array): void;
  /** Throws FormatError where the document is not complete. */
  end(): void;
}

export async function openXml(handler: XmlHandler): Promise<XmlStream> {
  const { SaxesParser } = await import('saxes');
  const parser = new SaxesParser();
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  // What is being parsed, and the bytes and characters that came before it.
  let piece = '';
  let bytesBefore = 0;
  let charactersBefore = 0;
  let depth = 0;
  let pending = 0;
  let somethingEnded = false;

  const fail = (expected: string, found: string): never => {
    throw new FormatError({
      code: 'BAD_VALUE',
      section: 'repository',
      offset: offset(),
      expected,
      found,
    });
  };
  const offset = () => {
    const done = Math.max(0, parser.position - charactersBefore);
    return bytesBefore + Buffer.byteLength(piece.slice(0, done));
  };
  const parse = (text: string) => {
    piece = text;
    somethingEnded = false;
    try {
      parser.write(text);
    } catch (error) {
      if (!(error instanceof FormatError) || error.offset !== 0) throw error;
      throw new FormatError({ ...error.problem, offset: offset() });
    }
    bytesBefore += Buffer.byteLength(text);
    charactersBefore += text.length;
    piece = '';
    pending = somethingEnded ? 0 : pending + text.length;
    if (pending > LONGEST_CONSTRUCT) {
      fail(`no tag, text or comment over ${LONGEST_CONSTRUCT} characters`, 'a longer one');
    }
  };
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true });
    } catch {
      return fail('UTF-8', 'bytes that are none, or end within a character');
    }
  };

  parser.on('error', ({ message }) => fail('well-formed XML', message));
  parser.on('doctype', () => fail('no document type', 'a <!DOCTYPE>'));
  parser.on('xmldecl', ({ encoding = 'UTF-8' }) => {
    if (!/^(utf-?8|us-ascii)$/i.test(encoding)) fail('UTF-8', `the encoding ${encoding}`);
  });
  parser.on('comment', () => {
    somethingEnded = true;
  });
  parser.on('opentag', ({ name, attributes }) => {
    somethingEnded = true;
    if (++depth > MOST_DEPTH) fail(`at most ${MOST_DEPTH} elements within each other`, 'more');
    handler.open(withoutPrefix(name), attributes);
  });
  const onText = (text: string) => {
    somethingEnded = true;
    // Outside of the root there is white space only.
    if (depth > 0) handler.text(text);
  };
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', ({ name }) => {
    depth--;
    handler.close(withoutPrefix(name));
  });
  layOutAnew(parser);

  return {
    push(bytes) {
      for (let at = 0; at < bytes.length; at += PIECE) {
        parse(decode(bytes.subarray(at, at + PIECE)));
      }
    },
    end() {
      parse(decode());
      parser.close();
    },
  };
}

/**
 * V8 keeps an object whose properties were set by computed names, as on() does, as a hash table, but no
 * object that is the prototype of another: the parser is three times as fast as one.
 */
function layOutAnew(parser: SaxesParser): void {
  Object.create(parser);
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

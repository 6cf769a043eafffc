import { describe, expect, test } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { XmlHandler } from '../../native-free-parsers/repodata/xml-handler.ts';
import { openXml } from '../../src/io/xml.ts';
import { parseXml } from '../support/parse-xml.ts';

/** Writes down what it is told, texts joined. */
class Recorder implements XmlHandler {
  readonly events: string[] = [];
  #text = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    this.#flush();
    this.events.push(`<${name} ${JSON.stringify(attributes)}>`);
  }

  text(text: string): void {
    this.#text += text;
  }

  close(name: string): void {
    this.#flush();
    this.events.push(`</${name}>`);
  }

  #flush(): void {
    if (this.#text !== '') this.events.push(this.#text);
    this.#text = '';
  }
}

const DOCUMENT = `<?xml version="1.0" encoding="UTF-8"?>
<!-- a comment --><a xmlns:rpm="urn:x"><rpm:b c="1 &lt; 2" rpm:d='é'/>ä &amp; 𝄞<![CDATA[<&]]></a>`;
const EVENTS = [
  '<a {"xmlns:rpm":"urn:x"}>',
  '<b {"c":"1 < 2","rpm:d":"é"}>',
  '</b>',
  'ä & 𝄞<&',
  '</a>',
];

test.each([1, 2, 3, 7, 1000])('tells elements and text, from pieces of %i bytes', async (size) => {
  expect((await parseXml(new Recorder(), DOCUMENT, size)).events).toEqual(EVENTS);
});

async function faultIn(document: string | Uint8Array): Promise<FormatError> {
  const error = await parseXml(new Recorder(), document).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(FormatError);
  return error as FormatError;
}

describe('refuses', () => {
  test.each([
    ['a document type', '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', 'no document type'],
    ['an entity that XML does not have', '<a>&nbsp;</a>', 'well-formed XML'],
    ['tags that cross', '<a><b></a></b>', 'well-formed XML'],
    ['two roots', '<a/><b/>', 'well-formed XML'],
    ['a document that ends early', '<a><b>', 'well-formed XML'],
    ['nothing', '', 'well-formed XML'],
    ['another encoding', '<?xml version="1.0" encoding="latin1"?><a/>', 'UTF-8'],
    ['elements in elements without end', '<a>'.repeat(40), 'at most 32 elements within each other'],
  ])('%s', async (_, document, expected) => {
    expect((await faultIn(document)).expected).toBe(expected);
  });

  test('bytes that are no UTF-8', async () => {
    const bytes = new TextEncoder().encode('<a>x</a>');
    bytes[3] = 0xe9;
    expect((await faultIn(bytes)).expected).toBe('UTF-8');
    expect((await faultIn(new TextEncoder().encode('<a>é').subarray(0, 4))).expected).toBe('UTF-8');
  });

  test.each([
    ['text', '<a>', 'x'],
    ['a comment', '<a><!--', 'x'],
    ['a tag', '<a ', ' b="c"'],
    ['a document type', '<!DOCTYPE a [', ' <!ENTITY b "c">'],
  ])('%s that never ends, before memory does', async (_, start, more) => {
    const xml = await openXml(new Recorder());
    xml.push(new TextEncoder().encode(start));
    const piece = new TextEncoder().encode(more.repeat(1000));
    let pushed = 0;
    const pushOn = () => {
      for (; pushed < 64 * 1024 * 1024; pushed += piece.length) xml.push(piece);
    };
    expect(pushOn).toThrow(FormatError);
    expect(pushed).toBeLessThan(2 * 1024 * 1024);
  });
});

test('says at which byte', async () => {
  const before = `<a>${'é'.repeat(40_000)}`;
  const { offset } = await faultIn(`${before}<b></c></a>`);
  expect(offset).toBe(new TextEncoder().encode(`${before}<b></c>`).length);
});

test('says where it stood when the handler found fault', async () => {
  const fault = new FormatError({
    code: 'BAD_VALUE',
    section: 'repository',
    offset: 0,
    expected: 'x',
    found: 'y',
  });
  const handler = {
    open: () => {},
    text: () => {},
    close: () => {
      throw fault;
    },
  };
  await expect(parseXml(handler, '<a>12345</a>')).rejects.toMatchObject({ offset: 12 });
});

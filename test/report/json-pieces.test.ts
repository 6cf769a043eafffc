import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine, jsonPieces } from '../../src/report/json-pieces.ts';

const text = (value: unknown) => [...jsonPieces(value)].join('');

describe('the text', () => {
  it('is the value again', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        expect(JSON.parse(text(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { numRuns: 50 },
    );
  });

  it('is indented, with plain lists on one line', () => {
    expect(text({ a: [1, 2], b: [], c: {}, d: [{ e: null }] })).toBe(
      [
        '{',
        '  "a": [1, 2],',
        '  "b": [],',
        '  "c": {},',
        '  "d": [',
        '    {',
        '      "e": null',
        '    }',
        '  ]',
        '}',
      ].join('\n'),
    );
  });

  it('holds nothing that could move a cursor or turn text around', () => {
    const hostile = 'a\u001b[31m\u009b1m\u202eb\u2028\u{e0001}\udcff';
    expect(text(hostile)).toMatch(/^[ -~]*$/);
    expect(JSON.parse(text(hostile))).toBe(hostile);
  });

  it('never becomes one piece', () => {
    const longest = Math.max(
      ...[...jsonPieces(Array(1000).fill({ name: 'x' }))].map((p) => p.length),
    );
    expect(longest).toBeLessThan(40);
  });
});

describe('a line', () => {
  it('is what JSON.stringify makes of plain text, and safe otherwise', () => {
    expect(jsonLine({ a: ['b', 1, null] })).toBe('{"a":["b",1,null]}');
    const odd = { path: '\u009b\u202e é \u2028' };
    expect(jsonLine(odd)).toBe('{"path":"\\u009b\\u202e é \\u2028"}');
    expect(JSON.parse(jsonLine(odd))).toEqual(odd);
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { AlignedWriter } from '../../src/io/aligned-writer.ts';
import { takePiecesHere } from '../../src/io/piece.ts';
import { patternBytes } from './scratch.ts';

const MEBIBYTE = 1024 * 1024;

/** A writer, and copies of what its output gets. */
function writerIntoMemory(): { readonly chunks: Uint8Array[]; readonly writer: AlignedWriter } {
  const chunks: Uint8Array[] = [];
  const write = (chunk: Uint8Array) => {
    chunks.push(chunk.slice());
  };
  return { chunks, writer: new AlignedWriter(takePiecesHere(write, 'SHA256')) };
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ write: fc.nat(5000) }) },
  { weight: 1, arbitrary: fc.record({ write: fc.nat(3 * MEBIBYTE) }) },
  { weight: 3, arbitrary: fc.record({ padTo: fc.constantFrom(1, 8, 4096, 65_536, 1_500_000) }) },
);

test('puts the same bytes out that came in, zeros between, in whole mebibytes', () => {
  const source = patternBytes(3 * MEBIBYTE);
  const property = fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
    const { chunks, writer } = writerIntoMemory();
    const expected: Uint8Array[] = [];
    let length = 0;
    for (const action of steps) {
      if ('write' in action) {
        expected.push(source.subarray(0, action.write));
        writer.write(source.subarray(0, action.write));
        length += action.write;
      } else {
        const padded = Math.ceil(length / action.padTo) * action.padTo;
        expected.push(new Uint8Array(padded - length));
        writer.padTo(action.padTo);
        length = padded;
      }
      expect(writer.position).toBe(length);
    }
    expect(chunks.every((chunk) => chunk.length % MEBIBYTE === 0)).toBe(true);
    writer.flush();
    expect(Buffer.concat(chunks).equals(Buffer.concat(expected))).toBe(true);
  });
  fc.assert(property, { numRuns: 60 });
});

test('keeps a copy: the caller may reuse its buffer', () => {
  const { chunks, writer } = writerIntoMemory();
  const buffer = Uint8Array.of(1, 2, 3);
  writer.write(buffer);
  buffer.fill(9);
  writer.flush();
  expect(chunks).toEqual([Uint8Array.of(1, 2, 3)]);
});

test('flush without anything staged writes nothing', () => {
  const { chunks, writer } = writerIntoMemory();
  writer.flush();
  writer.write(new Uint8Array(0));
  writer.padTo(4096);
  writer.flush();
  expect(chunks).toEqual([]);
});

test('gives every content its digest, in order, however contents and pieces overlap', () => {
  const source = patternBytes(3 * MEBIBYTE);
  const content = fc.record({
    size: fc.oneof(
      fc.constantFrom(0, 1, MEBIBYTE, 2 * MEBIBYTE),
      fc.nat(9000),
      fc.nat(3 * MEBIBYTE),
    ),
    step: fc.integer({ min: 1, max: MEBIBYTE }),
    blockSize: fc.constantFrom(1, 4096, MEBIBYTE),
  });
  const property = fc.property(fc.array(content, { maxLength: 8 }), (contents) => {
    const { writer } = writerIntoMemory();
    const found: string[] = [];
    for (const { size, step, blockSize } of contents) {
      writer.padTo(blockSize);
      writer.beginContent();
      for (let at = 0; at < size; at += step) {
        writer.write(source.subarray(at, Math.min(size, at + step)));
      }
      writer.endContent((digest) => found.push(toHex(digest)));
      writer.write(source.subarray(0, 3));
    }
    writer.flush();
    expect(found).toEqual(
      contents.map(({ size }) =>
        createHash('sha256').update(source.subarray(0, size)).digest('hex'),
      ),
    );
  });
  fc.assert(property, { numRuns: 60 });
});

test('takes more contents than a piece has room for', () => {
  const { chunks, writer } = writerIntoMemory();
  let ended = 0;
  for (let i = 0; i < 3000; i++) {
    writer.beginContent();
    writer.write(Uint8Array.of(i % 256));
    writer.endContent((digest) => {
      const expected = createHash('sha256')
        .update(Uint8Array.of(ended % 256))
        .digest('hex');
      expect(toHex(digest)).toBe(expected);
      ended++;
    });
  }
  writer.flush();
  expect(ended).toBe(3000);
  expect(Buffer.concat(chunks)).toEqual(
    Buffer.from(Array.from({ length: 3000 }, (_, i) => i % 256)),
  );
});

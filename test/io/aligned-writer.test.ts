import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AlignedWriter } from '../../src/io/aligned-writer.ts';
import type { Output } from '../../src/io/output.ts';
import { patternBytes } from './scratch.ts';

const MEBIBYTE = 1024 * 1024;

/** Remembers copies of what it gets. */
function memoryOutput(): Output & { readonly chunks: Uint8Array[] } {
  const chunks: Uint8Array[] = [];
  return {
    chunks,
    write: (chunk) => {
      chunks.push(chunk.slice());
    },
    writeOriginal: async () => {},
    commit: () => {},
    abandon: () => {},
  };
}

const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ write: fc.nat(5000) }) },
  { weight: 1, arbitrary: fc.record({ write: fc.nat(3 * MEBIBYTE) }) },
  { weight: 3, arbitrary: fc.record({ padTo: fc.constantFrom(1, 8, 4096, 65_536, 1_500_000) }) },
);

test('puts the same bytes out that came in, zeros between, in whole mebibytes', () => {
  const source = patternBytes(3 * MEBIBYTE);
  const property = fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
    const output = memoryOutput();
    const writer = new AlignedWriter(output);
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
    expect(output.chunks.every((chunk) => chunk.length % MEBIBYTE === 0)).toBe(true);
    writer.flush();
    expect(Buffer.concat(output.chunks).equals(Buffer.concat(expected))).toBe(true);
  });
  fc.assert(property, { numRuns: 60 });
});

test('keeps a copy: the caller may reuse its buffer', () => {
  const output = memoryOutput();
  const writer = new AlignedWriter(output);
  const buffer = Uint8Array.of(1, 2, 3);
  writer.write(buffer);
  buffer.fill(9);
  writer.flush();
  expect(output.chunks).toEqual([Uint8Array.of(1, 2, 3)]);
});

test('flush without anything staged writes nothing', () => {
  const output = memoryOutput();
  const writer = new AlignedWriter(output);
  writer.flush();
  writer.write(new Uint8Array(0));
  writer.padTo(4096);
  writer.flush();
  expect(output.chunks).toEqual([]);
});

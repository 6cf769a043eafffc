import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import { MissingCodecError } from '../../../src/io/decode/missing-codec-error.ts';
import { failingReader } from '../../support/failing-reads.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { oneByteReader, splitReader } from '../../support/split-reader.ts';
import { sameBytes } from '../scratch.ts';
import { decoded, ENCODINGS, sampleContent } from './payloads.ts';

const LARGE = sampleContent(600_000);
const SMALL = sampleContent(6000);

/** What a complete payload ends with. */
const END = (compressor: string) => (compressor === 'none' ? 'input-end' : 'stream-end');

for (const encoding of ENCODINGS) {
  const { compressor } = encoding;
  const large = await encoding.encode(LARGE);
  const small = await encoding.encode(SMALL);
  const empty = await encoding.encode(new Uint8Array(0));
  const routes = encoding.nativeFree ? [false, true] : [false];

  describe.runIf(large && small && empty)(encoding.name, () => {
    describe.each(routes)('native-free: %s', (nativeFree) => {
      test('gives the content back, however the input is cut', async () => {
        for (const seed of [1, 2, 3]) {
          const input = splitReader(large!, seededRandom(seed));
          const { output, summary, error } = await decoded(compressor, input, { nativeFree });
          expect(error).toBeUndefined();
          expect(summary).toMatchObject({ ended: END(compressor), bytesOut: LARGE.length });
          expect(sameBytes(output, LARGE)).toBe(true);
        }
      });

      test('says where the stream ends, whatever follows', async () => {
        const ends: number[] = [];
        const input = Buffer.concat([large!, Buffer.from('behind')]);
        await decoded(compressor, input, { nativeFree, onStreamEnd: (end) => ends.push(end) });
        expect(ends).toEqual(compressor === 'none' ? [] : [large!.length]);
      });

      test('gives the content back from one byte at a time', async () => {
        const { output, summary } = await decoded(compressor, oneByteReader(small!), {
          nativeFree,
        });
        expect(summary?.ended).toBe(END(compressor));
        expect(output).toEqual(SMALL);
      });

      test('decodes an empty content', async () => {
        const { output, summary, error } = await decoded(compressor, empty!, { nativeFree });
        expect(error).toBeUndefined();
        expect(summary?.ended).toBe(END(compressor));
        expect(output).toHaveLength(0);
      });

      test('delivers a prefix of the content when cut short, as rpm sees it', async () => {
        const step = Math.max(1, Math.floor(small!.length / 60));
        for (let length = 0; length < small!.length; length += step) {
          const cut = small!.subarray(0, length);
          const { output, summary, error } = await decoded(compressor, cut, { nativeFree });
          expect(SMALL.subarray(0, output.length)).toEqual(output);
          if (['gzip', 'zstd', 'none'].includes(compressor)) {
            expect(summary?.ended, `cut at ${length}`).toBe('input-end');
          } else {
            expect(error, `cut at ${length}`).toMatchObject({
              code: 'TRUNCATED',
              section: 'payload',
            });
          }
        }
      });

      if (encoding.checked)
        test('never ends well with another content', async () => {
          const random = seededRandom(7);
          for (let i = 0; i < 60; i++) {
            const at = i < 12 ? i : random.between(0, small!.length - 1);
            const damaged = small!.slice();
            damaged[at]! ^= 1 << random.between(0, 7);
            const { output, summary, error } = await decoded(compressor, damaged, { nativeFree });
            if (error === undefined) {
              const harmless = summary?.ended !== 'stream-end' || sameBytes(output, SMALL);
              expect(harmless, `flip at ${at}`).toBe(true);
            } else {
              const known = error instanceof FormatError || error instanceof MissingCodecError;
              expect(known, `flip at ${at}: ${error}`).toBe(true);
            }
          }
        });

      test('stops at once when the sink has enough', async () => {
        let calls = 0;
        const { output, summary } = await decoded(compressor, large!, {
          nativeFree,
          sink: () => (++calls === 1 ? 'enough' : 'more'),
        });
        expect(calls).toBe(1);
        expect(summary).toMatchObject({ ended: 'enough', bytesOut: output.length });
        expect(LARGE.subarray(0, output.length)).toEqual(output);
      });

      test('passes an error of the reader through, after what was decoded', async () => {
        const fault = new Error('read 5 failed');
        const pieces = splitReader(large!, [1000]);
        const { output, error } = await decoded(compressor, failingReader(pieces, 5, fault), {
          nativeFree,
        });
        expect(error).toBe(fault);
        expect(sameBytes(LARGE.subarray(0, output.length), output)).toBe(true);
      });

      test('passes an error of the sink through', async () => {
        const fault = new Error('no space left');
        const { error } = await decoded(compressor, large!, {
          nativeFree,
          sink: () => {
            throw fault;
          },
        });
        expect(error).toBe(fault);
      });

      test('breathes between chunks', async () => {
        let breaths = 0;
        const { output } = await decoded(compressor, large!, {
          nativeFree,
          breathe: () => {
            breaths++;
            return breaths % 2 === 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined;
          },
        });
        expect(sameBytes(output, LARGE)).toBe(true);
        expect(breaths).toBeGreaterThan(0);
      });
    });

    if (!encoding.nativeFree)
      test('is refused by name without a native library', async () => {
        const { error } = await decoded(compressor, large!, { nativeFree: true });
        expect(error).toBeInstanceOf(MissingCodecError);
        expect(String(error)).toMatch(/install lib\S+ \(Debian, Ubuntu\) or \S+ \(Fedora, RHEL\)/);
      });
  });
}

test('the offset of an error is absolute', async () => {
  const { error } = await decoded('zstd', Uint8Array.of(1, 2, 3, 4, 5, 6), { payloadOffset: 4711 });
  expect(error).toMatchObject({ code: 'CORRUPT', section: 'payload', offset: 4711 });
});

/** verify against the original: what the extents file alone cannot show. */
import { assert, asyncProperty, integer } from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { verifyAgainst } from '../../src/transcode/verify-against.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { type ExtentsParts, putTogether, takeApart } from './extents-surgery.ts';
import { flipped, type VerifySubject, verify, verifySubject } from './verify-subject.ts';

let subject: VerifySubject;
let extents: Uint8Array;
let parts: ExtentsParts;
beforeAll(async () => {
  subject = await verifySubject();
  ({ extents } = subject);
  parts = takeApart(extents);
});
afterAll(() => subject.remove());

async function compare(bytes: Uint8Array): Promise<string[]> {
  const file = openExtentsFile(bytesSource(bytes));
  const findings = await verifyAgainst(file, subject.original, { nativeFree: false });
  return findings.map(({ rule }) => rule);
}

it('proves what the transcoder made', async () => {
  expect(await compare(extents)).toEqual([]);
});

describe('against the original', () => {
  it.each([
    [
      'the recorded length',
      () => putTogether({ ...parts, csum: { ...parts.csum, inputLength: 1 } }),
      'cow-csum',
    ],
    [
      'a recorded digest',
      () => {
        const [first, second] = parts.csum.digests;
        const wrong = { ...second!, digest: flipped(second!.digest, 63) };
        return putTogether({ ...parts, csum: { ...parts.csum, digests: [first!, wrong] } });
      },
      'cow-csum',
    ],
    [
      'a line less in the stored text',
      () => {
        const { rc, text } = parts.checksig!;
        return putTogether({ ...parts, checksig: { rc, text: text.replace(/^.*\n/, '') } });
      },
      'cow-stored-verdict',
    ],
    ['a byte of the lead', () => flipped(extents, 20), 'cow-head-differs'],
    ['a byte of the signature header', () => flipped(extents, 2000), 'cow-head-differs'],
    ['another package', () => subject.foreign, 'cow-head-differs'],
    ['a content byte', () => flipped(extents, parts.records[0]!.offset), 'cow-content-mismatch'],
  ] as const)('finds %s', async (_what, make, finding) => {
    expect(await compare(make())).toContain(finding);
  });
});

it('lets no byte change unnoticed', async () => {
  await assert(
    asyncProperty(
      integer({ min: 0, max: extents.length - 1 }),
      integer({ min: 1, max: 255 }),
      async (at, mask) => {
        const changed = flipped(extents, at, mask);
        const findings = await verify(changed);
        expect(findings.length > 0 ? findings : await compare(changed)).not.toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

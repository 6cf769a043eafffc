import { expect, test } from 'vitest';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { parseIntro } from '../../../native-free-parsers/header/intro.ts';
import { findingsOf, messageOf } from '../findings-of.ts';

test('a stale count: who is outside, and what a rewritten header ends in', async () => {
  const name = 'signed-with-stale-count';
  const [finding, ...more] = await findingsOf('sig-region-stale-count', name);
  expect(more).toEqual([]);
  const bytes = Buffer.from(await packageBytes(name));
  const { offset, length } = finding!.where;
  expect({ length, count: bytes.readInt32BE(offset) }).toEqual({ length: 4, count: -112 });
  expect(finding!.expected).toBe('all 9 entries (-144)');
  const store = 96 + 16 + 9 * 16;
  const taken = bytes
    .subarray(store + 703, store + 719)
    .toString('hex')
    .match(/.{8}/g)!
    .join(' ');
  const what = '7 of 9 entries (-112), without PAYLOADSIZE (1007) and RESERVEDSPACE (1008)';
  expect(finding!.message).toBe(`the region trailer counts ${what}`);
  const [tag, type] = [bytes.readInt32BE(store + 703), bytes.readInt32BE(store + 707)];
  expect(finding!.found).toBe(
    `${what}; rewritten, it would be ${taken} (at 703 of the data), which rpm calls ` +
      `"signature region trailer: BAD, tag ${tag} type ${type} offset 0 count 0"`,
  );
  // Stock rpm takes the header as it is.
  expect(finding!.rpmSays).toBeUndefined();
});

test('an early trailer: whose data is behind it', async () => {
  const [finding] = await findingsOf('sig-region-early-trailer', 'signature-trailer-early');
  expect(finding).toMatchObject({
    expected: 'the trailer at 4260 of the data',
    rpmSays: 'signature region trailer: BAD, tag 0 type 0 offset 0 count 0',
  });
  expect(finding!.message).toBe(
    'the region trailer stands at 128, in front of the data of PAYLOADSIZE (1007) and ' +
      'RESERVEDSPACE (1008), which it counts',
  );
  const bytes = Buffer.from(await packageBytes('signature-trailer-early'));
  expect(bytes.readUInt32BE(finding!.where.offset)).toBe(62);
});

test.each([
  [
    'sig-entries-outside-region',
    'signed-behind-region',
    'the signature header has entries behind its region: RSA (268) and PGP (1002)',
  ],
  [
    'sig-unknown-tag',
    'signature-unknown-tag',
    'the signature header has tag 290, which its format does not know',
  ],
  [
    'sig-entry-order',
    'signature-unsorted',
    'the signature header is not sorted: PAYLOADSIZE (1007) behind RESERVEDSPACE (1008)',
  ],
  [
    'sig-legacy-in-main',
    'archive-size-in-both-headers',
    'ARCHIVESIZE (1046) stands in the main header, where rpm refuses it',
  ],
  [
    'sig-padding-length',
    'padding-too-long',
    'the signature header needs 4 bytes of padding up to offset 4504; there are 12, then the main header',
  ],
  [
    'sig-region-trailer',
    'signature-trailer-bad-tag',
    'the region trailer of the signature header is tag 99 type 7 offset 112 count 16',
  ],
])('%s of %s', async (rule, name, message) => {
  expect(await messageOf(rule, name)).toBe(message);
});

test('too big for some versions of rpm: for one rule at a time', async () => {
  const dataOf = async (name: string) =>
    parseIntro((await packageBytes(name)).subarray(96, 112), 'signature', 96).dataLength;
  for (const [name, over8k, over64k] of [
    ['plain', 0, 0],
    ['signature-data-10k', 1, 0],
    ['signature-data-70k', 0, 1],
  ] as const) {
    const found = await Promise.all([
      findingsOf('sig-data-over-8k', name),
      findingsOf('sig-data-over-64k', name),
    ]);
    expect(found.map(({ length }) => length)).toEqual([over8k, over64k]);
    const bytes = `${await dataOf(name)} bytes`;
    expect(found.flat().map((finding) => finding.found)).toEqual(found.flat().map(() => bytes));
  }
});

test('reserved space: the first bytes that should not be there', async () => {
  const [finding] = await findingsOf('sig-reserved-nonzero', 'signature-reserved-set');
  const bytes = Buffer.from(await packageBytes('signature-reserved-set'));
  expect(finding!.where.offset).toBe(bytes.indexOf('left over'));
  expect(finding!.found.startsWith(Buffer.from('left over').toString('hex'))).toBe(true);
});

import { describe, expect, test } from 'vitest';
import { hasLeadMagic, LEAD_SIZE, leadRefusal, parseLead } from '../../native-free-parsers/lead.ts';
import { expectValueOrFormatError, formatErrorOf } from './extents/hostile-bytes.ts';
import { craftedPackage, LEAD } from './header/crafted-package.ts';
import { complaints, missingRpm418 } from './header/stock-rpm.ts';

/** The sound lead with bytes set from `at` on. */
function leadWith(at: number, ...bytes: number[]): Uint8Array {
  const lead = Uint8Array.from(LEAD);
  lead.set(bytes, at);
  return lead;
}

test('every field', () => {
  const lead = leadWith(4, 4, 2, 0, 1, 0x12, 0x34);
  lead.set([0xab, 0xcd], 76);
  lead.set([9], 95);
  expect(parseLead(lead)).toEqual({
    major: 4,
    minor: 2,
    type: 1,
    archnum: 0x1234,
    name: 'crafted-1.0-1',
    nameTerminated: true,
    osnum: 0xabcd,
    signatureType: 5,
    reserved: Uint8Array.of(...Array(15).fill(0), 9),
  });
});

test('a lead in the middle of a buffer, with more behind it', () => {
  const buffer = new Uint8Array(200).fill(0xff);
  buffer.set(LEAD, 3);
  expect(parseLead(buffer.subarray(3))).toEqual(parseLead(LEAD));
});

test('a name of 66 bytes has no end; one in Latin-1 is kept byte by byte', () => {
  const full = parseLead(leadWith(10, ...Array(66).fill(0xe4)));
  expect(full).toMatchObject({ name: '\u00e4'.repeat(66), nameTerminated: false });
  expect(parseLead(leadWith(10, 0))).toMatchObject({ name: '', nameTerminated: true });
});

describe('unreadable', () => {
  test.each([
    ['nothing', new Uint8Array(0), 'TRUNCATED', 0, 'an empty file'],
    ['three bytes', LEAD.subarray(0, 3), 'TRUNCATED', 0, 'edabee'],
    ['95 bytes', LEAD.subarray(0, 95), 'TRUNCATED', 95, '95 bytes'],
    ['another magic', leadWith(3, 0xdc), 'BAD_MAGIC', 0, 'edabeedc'],
  ])('%s', (_, bytes, code, offset, found) => {
    const error = formatErrorOf(() => parseLead(bytes));
    const problem = { code, section: 'lead', offset, found, rpmSays: 'not an rpm package' };
    expect(error?.problem).toMatchObject(problem);
  });

  test('the magic alone', () => {
    expect(hasLeadMagic(LEAD.subarray(0, 3))).toBe(false);
    expect(hasLeadMagic(LEAD.subarray(0, 4))).toBe(true);
    expect(hasLeadMagic(leadWith(0, 0))).toBe(false);
  });
});

const REFUSED: readonly (readonly [string, Uint8Array, number, string])[] = [
  ['signature type 0', leadWith(78, 0, 0), 78, 'illegal signature type'],
  ['signature type 0x0500', leadWith(78, 5, 0), 78, 'illegal signature type'],
  ['version 2', leadWith(4, 2), 4, 'unsupported RPM package version'],
  ['version 5', leadWith(4, 5), 4, 'unsupported RPM package version'],
  [
    'both, the signature type first',
    leadWith(4, ...Array(92).fill(0)),
    78,
    'illegal signature type',
  ],
];

describe('readable, and refused by rpm up to 4.19', () => {
  test.each(REFUSED)('%s', (_, bytes, offset, rpmSays) => {
    const problem = { code: 'BAD_VALUE', section: 'lead', offset, rpmSays };
    expect(leadRefusal(parseLead(bytes))).toMatchObject(problem);
  });

  test.each([
    ['version 3.0', LEAD],
    ['version 4.255', leadWith(4, 4, 255)],
    ['odd type, numbers and reserved bytes', leadWith(6, 9, 9, 9, 9)],
  ])('not %s', (_, bytes) => {
    expect(leadRefusal(parseLead(bytes))).toBeUndefined();
  });

  test('rpm 4.18 says so too', ({ skip }) => {
    const missing = missingRpm418();
    if (missing !== undefined) skip(missing);
    const said = complaints(REFUSED.map(([, lead]) => craftedPackage({ lead })));
    expect(said).toEqual(REFUSED.map(([, , , rpmSays]) => rpmSays));
  });
});

test('mutated bytes give a lead or a FormatError', () => {
  expect(LEAD.length).toBe(LEAD_SIZE);
  expectValueOrFormatError(LEAD, 'lead', parseLead);
});

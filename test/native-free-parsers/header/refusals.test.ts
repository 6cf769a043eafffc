import { expect, test } from 'vitest';
import { PackageHeadParser } from '../../../native-free-parsers/package-head.ts';
import { formatErrorOf } from '../extents/hostile-bytes.ts';
import { craftedPackage } from './crafted-package.ts';
import { REFUSED_HEADS } from './refused-heads.ts';
import { complaints, missingRpm418 } from './stock-rpm.ts';

function parseHead(bytes: Uint8Array) {
  const parser = new PackageHeadParser();
  parser.push(bytes);
  return parser.finish();
}

test('what the table spoils is sound before', () => {
  expect(formatErrorOf(() => parseHead(craftedPackage()))).toBeUndefined();
});

test.each(REFUSED_HEADS)('$name', ({ bytes, code, section, offset, rpmSays }) => {
  const error = formatErrorOf(() => parseHead(bytes));
  expect(error?.problem).toMatchObject({ code, section, offset, rpmSays });
});

test('rpm 4.18 refuses the same heads with the same words', ({ skip }) => {
  const missing = missingRpm418();
  if (missing !== undefined) skip(missing);
  const said = complaints([craftedPackage(), ...REFUSED_HEADS.map(({ bytes }) => bytes)]);
  expect(said).toEqual([undefined, ...REFUSED_HEADS.map(({ rpmSays }) => rpmSays)]);
});

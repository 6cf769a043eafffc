import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import {
  rpm418AcceptsType,
  SIGTAG,
  signatureTagName,
  TAG,
  tagInfo,
  tagName,
} from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';

test.each([
  [61, 'HEADERIMAGE', 'NULL', false, true],
  [63, 'HEADERIMMUTABLE', 'NULL', false, true],
  [100, 'HEADERI18NTABLE', 'STRING_ARRAY', true, true],
  [261, 'SIGMD5', 'BIN', false, true],
  [279, 'SHA3_256HEADER', 'STRING', false, false],
  [1000, 'NAME', 'STRING', false, true],
  [1003, 'EPOCH', 'INT32', false, true],
  [1004, 'SUMMARY', 'I18NSTRING', false, true],
  [1029, 'FILESTATES', 'CHAR', true, true],
  [1030, 'FILEMODES', 'INT16', true, true],
  [1031, 'FILEUIDS', 'NULL', false, false],
  [1117, 'BASENAMES', 'STRING_ARRAY', true, true],
  [1196, 'NVRA', 'STRING', false, true],
  [5008, 'LONGFILESIZES', 'INT64', true, true],
  [5092, 'PAYLOADDIGEST', 'STRING_ARRAY', true, true],
  [5114, 'RPMFORMAT', 'INT32', false, false],
  [5121, 'PAYLOADSHA512', 'STRING', false, false],
])('%d is %s, %s', (tag, name, type, array, knownToRpm418) => {
  expect(tagInfo(tag)).toEqual({ tag, name, type, array, knownToRpm418 });
  expect(tagName(tag)).toBe(name);
  expect(TAG).toHaveProperty(name, tag);
});

test('no number has two names', () => {
  expect(new Set(Object.values(TAG)).size).toBe(Object.keys(TAG).length);
  expect(new Set(Object.values(SIGTAG)).size).toBe(Object.keys(SIGTAG).length);
});

test('an unknown tag is called by its number', () => {
  expect(tagInfo(1199)).toBeUndefined();
  expect(tagName(1199)).toBe('#1199');
  expect(signatureTagName(1199)).toBe('#1199');
});

test('the signature header has numbers of its own', () => {
  expect([1000, 1004, 1007, 999, 62].map(signatureTagName)).toEqual([
    'SIZE',
    'MD5',
    'PAYLOADSIZE',
    'RESERVED',
    'HEADERSIGNATURES',
  ]);
  expect(SIGTAG.SHA256).toBe(TAG.SHA256HEADER);
});

describe('types rpm 4.18 accepts', () => {
  test.each([
    ['the declared type', TAG.FILEMODES, TYPES.INT16, true],
    ['another type', TAG.FILEMODES, TYPES.INT32, false],
    ['another string', TAG.BASENAMES, TYPES.I18NSTRING, true],
    ['a number for a string', TAG.NAME, TYPES.INT32, false],
    ['a string for a number', TAG.EPOCH, TYPES.STRING, false],
    ['anything for a region, which has no type', TAG.HEADERIMMUTABLE, TYPES.INT64, true],
    ['a wrong type for an extension', TAG.NVRA, TYPES.BIN, false],
    ['anything for a tag of rpm 6', TAG.RPMFORMAT, TYPES.BIN, true],
    ['anything for a tag without a type', TAG.FILEUIDS, TYPES.BIN, true],
    ['anything for an unknown tag', 1199, TYPES.BIN, true],
  ])('%s', (_, tag, type, accepted) => {
    expect(rpm418AcceptsType(tag, type)).toBe(accepted);
  });
});

/** What `rpm --querytags` lists beside the first name of each tag. */
const ALIASES_IN_RPM_418 = [
  'N V R E P O C',
  'PROVIDES REQUIRES CONFLICTS OBSOLETES',
  'RECOMMENDS SUGGESTS SUPPLEMENTS ENHANCES OLDSUGGESTS OLDENHANCES',
  'FILEMD5S PKGID HDRID',
].flatMap((line) => line.split(' '));

const rpmVersion = spawnSync('rpm', ['--version'], { encoding: 'utf8' }).stdout ?? '';
const isRpm418 = rpmVersion.includes(' 4.18.');
if (!isRpm418) console.warn('skipping the comparison with rpm --querytags: no rpm 4.18 here');

test.skipIf(!isRpm418)('the names are those of rpm --querytags', () => {
  const listed = spawnSync('rpm', ['--querytags'], { encoding: 'utf8' }).stdout;
  const names = listed
    .trim()
    .split('\n')
    .map((name) => name.toUpperCase());
  const known = Object.entries(TAG)
    .filter(([, tag]) => tagInfo(tag)?.knownToRpm418)
    .map(([name]) => name);
  expect([...known, ...ALIASES_IN_RPM_418].sort()).toEqual(names.sort());
});

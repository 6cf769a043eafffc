import { describe, expect, test } from 'vitest';
import {
  type EntryToEncode,
  encodeHeader,
  int32Entry,
  int64Entry,
  stringArrayEntry,
  stringEntry,
} from '../../native-free-parsers/header/encode.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import { formatErrorOf } from '../native-free-parsers/extents/hostile-bytes.ts';
import {
  craftedPackage,
  mainEntries,
  mainHeader,
  signatureHeader,
} from '../native-free-parsers/header/crafted-package.ts';
import { fileListEntries, without } from '../native-free-parsers/header/file-list-entries.ts';
import { describeBytes, packageOf } from './crafted.ts';

test('what a head says of its package', () => {
  const pkg = packageOf(
    mainEntries(int32Entry(TAG.EPOCH, [0]), stringEntry(TAG.PAYLOADFORMAT, 'cpio')),
  );
  expect(pkg).toMatchObject({
    nevra: { name: 'crafted', epoch: 0, version: '1.0', release: '1', arch: 'noarch' },
    isSource: false,
    compressor: 'gzip',
    payloadFormat: 'cpio',
    fileList: { files: [], names: 'none' },
  });
  expect(pkg.payloadOffset).toBe(pkg.head.bytes.length);
});

test('what the header lacks is empty or undefined', () => {
  const pkg = packageOf([stringEntry(TAG.SUMMARY, '')], {
    signature: signatureHeader({ entries: [] }),
  });
  expect(pkg.nevra).toEqual({ name: '', epoch: undefined, version: '', release: '', arch: '' });
  expect([pkg.payloadFormat, pkg.archiveSize]).toEqual([undefined, undefined]);
});

test.each([
  ['xz', 'xz'],
  ['', 'none'],
  ['brotli', 'none'],
])('PAYLOADCOMPRESSOR %j is read as %s', (name, compressor) => {
  expect(packageOf(mainEntries(stringEntry(TAG.PAYLOADCOMPRESSOR, name))).compressor).toBe(
    compressor,
  );
});

describe('source or binary', () => {
  const bare = without(mainEntries(), TAG.SOURCERPM);
  const inDirectories = (...names: string[]) =>
    without(fileListEntries([{ name: 'a' }], stringArrayEntry(TAG.DIRNAMES, names)), TAG.SOURCERPM);
  const oldNames = (...paths: string[]) => [...bare, stringArrayEntry(TAG.OLDFILENAMES, paths)];
  const owners = (n: number) => [
    stringArrayEntry(TAG.FILEUSERNAME, Array(n).fill('root')),
    stringArrayEntry(TAG.FILEGROUPNAME, Array(n).fill('root')),
  ];
  const cases: readonly (readonly [string, readonly EntryToEncode[], boolean])[] = [
    ['SOURCERPM', mainEntries(), false],
    ['SOURCEPACKAGE', [...bare, int32Entry(TAG.SOURCEPACKAGE, [1])], true],
    ['both', mainEntries(int32Entry(TAG.SOURCEPACKAGE, [1])), false],
    ['neither, and no files', bare, false],
    ['neither, and all files in directory ""', inDirectories(''), true],
    ['neither, and another directory too', inDirectories('', '/d/'), false],
    ['neither, and a real directory', inDirectories('/d/'), false],
    [
      'neither, and old names without directory',
      [...oldNames('a.spec', 'a.tar'), ...owners(2)],
      true,
    ],
    ['neither, and old names with one', [...oldNames('/etc/a', 'b'), ...owners(2)], false],
  ];
  test.each(cases)('%s', (_, entries, isSource) => {
    const inOrder = [...entries].sort((a, b) => a.tag - b.tag);
    expect(packageOf(inOrder).isSource).toBe(isSource);
    const v3 = craftedPackage({ main: encodeHeader({ entries: inOrder }) });
    expect(describeBytes(v3).isSource).toBe(isSource);
  });

  test('the lead decides nothing', () => {
    const bytes = craftedPackage();
    bytes[7] = 1;
    expect(describeBytes(bytes).isSource).toBe(false);
  });
});

describe('the size of the archive', () => {
  const short = int32Entry(SIGTAG.PAYLOADSIZE, [0xffffffff]);
  const long = int64Entry(SIGTAG.LONGARCHIVESIZE, [2n ** 40n]);
  const inMain = mainEntries(int32Entry(TAG.ARCHIVESIZE, [7]));
  test.each([
    ['of 32 bits', [short], mainEntries(), 0xffffffff],
    ['of 64 bits, before that of 32', [long, short], mainEntries(), 2 ** 40],
    ['in the main header', [], inMain, 7],
    ['in both, the signature header first', [short], inMain, 0xffffffff],
    ['nowhere', [], mainEntries(), undefined],
  ])('%s', (_, signatureEntries, entries, size) => {
    const signature = signatureHeader({ entries: signatureEntries });
    expect(packageOf(entries, { signature }).archiveSize).toBe(size);
  });
});

describe('headers that rpm cannot load', () => {
  test('the signature header is loaded first', () => {
    const signature = signatureHeader({ surplus: new Uint8Array(8) });
    const main = encodeHeader({ entries: mainEntries(), surplus: new Uint8Array(1) });
    const both = formatErrorOf(() => describeBytes(craftedPackage({ signature, main })));
    expect(both).toMatchObject({ section: 'signature-header', rpmSays: 'hdr load: BAD' });
    const second = formatErrorOf(() => describeBytes(craftedPackage({ main })));
    expect(second).toMatchObject({ section: 'main-header', rpmSays: 'hdr load: BAD' });
  });

  test('a file list that disagrees', () => {
    const main = mainHeader({ entries: without(fileListEntries([{ name: 'a' }]), TAG.DIRNAMES) });
    const error = formatErrorOf(() => describeBytes(craftedPackage({ main })));
    expect(error).toMatchObject({ section: 'main-header', rpmSays: 'error reading from file' });
  });
});

import { expect, test } from 'vitest';
import type { HeaderEntry } from '../../../corpus/writer/header-entry.ts';
import { int32, string, stringArray } from '../../../corpus/writer/header-entry.ts';
import { writePackage } from '../../../corpus/writer/write-package.ts';
import { WRITTEN_PACKAGES } from '../../../corpus/written-packages.ts';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { usedFeatures } from '../../../src/rules/metadata/rpmlib-features.ts';
import { bytesSource } from '../../support/bytes-source.ts';

async function used(base: string, entries: readonly HeaderEntry[] = []): Promise<string[]> {
  const bytes = await writePackage({ ...WRITTEN_PACKAGES.get(base)!, main: { entries } });
  const { head } = await gatherFacts(bytesSource(bytes), { payload: false });
  return usedFeatures(head!.main).map(({ capability, tag }) => `${capability} by ${tag}`);
}

const USUAL = ['rpmlib(CompressedFileNames) by 1117', 'rpmlib(FileDigests) by 5011'];

test.each([
  ['plain', USUAL],
  ['plain-none', USUAL],
  ['plain-xz', [USUAL[0], 'rpmlib(PayloadIsXz) by 1125', USUAL[1]]],
  ['plain-lzma', [USUAL[0], 'rpmlib(PayloadIsLzma) by 1125', USUAL[1]]],
  ['plain-bzip2', [USUAL[0], 'rpmlib(PayloadIsBzip2) by 1125', USUAL[1]]],
  ['plain-zstd', [USUAL[0], 'rpmlib(PayloadIsZstd) by 1125', USUAL[1]]],
  ['digests-md5', [USUAL[0]]],
  ['long-sizes', [...USUAL, 'rpmlib(LargeFiles) by 5008']],
  ['format-v6', ['rpmlib(LargeFiles) by 5008']],
  ['format-v3', []],
  ['no-files', []],
])('what %s uses', async (name, expected) => {
  expect(await used(name)).toEqual(expected);
});

test.each([
  ['a script in Lua', [string(1085, '<lua>')], 'rpmlib(BuiltinLuaScripts) by 1085'],
  ['a script of a shell', [string(1085, '/bin/sh')], undefined],
  [
    'an interpreter with arguments',
    [stringArray(1088, ['/bin/sh', '-e'])],
    'rpmlib(ScriptletInterpreterArgs) by 1088',
  ],
  ['an interpreter alone, as an array', [stringArray(1088, ['/bin/sh'])], undefined],
  ['macros in a script', [int32(5021, [1])], 'rpmlib(ScriptletExpansion) by 5021'],
  ['no flag set', [int32(5021, [0])], undefined],
  [
    'capabilities',
    [stringArray(5010, ['', '', 'cap_net_raw=p', '', '', ''])],
    'rpmlib(FileCaps) by 5010',
  ],
  ['capabilities of no file', [stringArray(5010, ['', '', '', '', '', ''])], undefined],
  ['a tilde', [stringArray(1113, ['1.0~rc1-1'])], 'rpmlib(TildeInVersions) by 1113'],
  ['a caret', [stringArray(1113, ['1.0^git1-1'])], 'rpmlib(CaretInVersions) by 1113'],
  ['a rich dependency', [stringArray(1049, ['a', '(b if c)'])], 'rpmlib(RichDependencies) by 1049'],
  ['a dependency with a parenthesis', [stringArray(1049, ['a', 'b(c)'])], undefined],
])('%s', async (_, entries, feature) => {
  expect(await used('digests-md5', entries)).toEqual(
    feature === undefined ? [USUAL[0]] : expect.arrayContaining([USUAL[0], feature]),
  );
});

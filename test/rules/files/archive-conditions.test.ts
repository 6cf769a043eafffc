/** Where the archive decides what a contradiction in the file list amounts to. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { FileDescription, PackageDescription } from '../../../corpus/writer/description.ts';
import { int64, stringArray } from '../../../corpus/writer/header-entry.ts';
import { TAG } from '../../../corpus/writer/tags.ts';
import { writePackage } from '../../../corpus/writer/write-package.ts';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { openFileSource } from '../../../src/io/file-source.ts';
import { findRule } from '../../../src/rules/catalogue.ts';
import { runRules } from '../../../src/rules/run-rules.ts';

const directory = mkdtempSync(join(tmpdir(), 'rpmcow-archive-conditions-'));
afterAll(() => rmSync(directory, { recursive: true }));

async function found(rule: string, description: Omit<PackageDescription, 'name'>) {
  const path = join(directory, 'package.rpm');
  writeFileSync(path, await writePackage({ name: 'crafted', ...description }));
  const source = openFileSource(path);
  try {
    const facts = await gatherFacts(source, { payload: true });
    return runRules(facts, [findRule(rule)!]).findings.map((finding) => finding.found);
  } finally {
    source.close();
  }
}

const FILE: FileDescription = { type: 'regular', path: '/a', content: 'one\n' };
const link = (size: number): FileDescription => ({
  type: 'symlink',
  path: '/l',
  target: 'target',
  size,
});

test('file-symlink-size: only a size that leads rpm astray, and only where rpm does fail', async () => {
  const missing = { archiveOrder: ['/l'] };
  const rule = 'file-symlink-size';
  expect(await found(rule, { files: [FILE, link(4)], ...missing })).toEqual(['4']);
  expect(await found(rule, { files: [FILE, link(5)], ...missing })).toEqual([]);
  expect(await found(rule, { files: [FILE, link(5)] })).toEqual([]);
});

test('file-symlink-target: also one of another length, if the archive has it whole', async () => {
  const main = { entries: [stringArray(TAG.FILELINKTOS, ['', 'longer than that'])] };
  const rule = 'file-symlink-target';
  expect(await found(rule, { files: [FILE, link(6)], main })).toEqual(['"target"']);
  expect(await found(rule, { files: [FILE, link(5)], main })).toEqual([]);
});

test('file-size-32bit: not where the archive has the sizes of the header', async () => {
  const main = { entries: [int64(TAG.LONGSIZE, [2 ** 32 + 4])], without: [TAG.SIZE] };
  const rule = 'file-size-32bit';
  expect(await found(rule, { files: [FILE], main })).toEqual([]);
  const wrapped = { ...FILE, content: 'longer\n', size: 4 };
  expect((await found(rule, { files: [wrapped], main })).length).toBe(1);
});

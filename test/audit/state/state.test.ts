/** The file of the state: whose it is, who may use it, and what it refuses. */
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, expect, it, test } from 'vitest';
import { AuditState } from '../../../src/audit/state/audit-state.ts';
import { openAudit } from '../../../src/audit/state/open-audit.ts';
import { scratch } from '../../cli/programs.ts';
import { placeAt } from '../../support/scratch-repository.ts';
import { audit, audited } from '../auditing.ts';

let path = '';
beforeEach(() => {
  path = join(scratch(), 'state.sqlite');
});

async function finished(): Promise<void> {
  const root = scratch();
  await placeAt(root, 'plain.rpm', 'hard-links.rpm');
  await audit([root], path);
}

const write = () => new AuditState(path).close();
const read = () => openAudit(path).close();

it('is one file when nobody uses it', async () => {
  await finished();
  expect(readdirSync(dirname(path))).toEqual(['state.sqlite']);
});

it('is new until something was found out', async () => {
  const isNew = () => {
    const state = new AuditState(path);
    state.close();
    return state.isNew;
  };
  expect(isNew()).toBe(true);
  expect(isNew()).toBe(true);
  await finished();
  expect(isNew()).toBe(false);
});

it('is refused while another audit writes to it; readers see the last audit', async () => {
  await finished();
  const before = audited(path);
  const state = new AuditState(path);
  try {
    expect(write).toThrow(/another audit is writing to it \(STATE_IN_USE\)/);
    state.begin('payload', 'other');
    state.commit();
    expect(audited(path)).toEqual(before);
  } finally {
    state.close();
  }
  write();
  expect(audited(path)).toEqual(before);
});

it('shows a reader one audit, whatever is finished meanwhile', async () => {
  await finished();
  const { audit: open, close } = openAudit(path);
  const before = [...open.packages()];
  const state = new AuditState(path);
  state.begin('headers', 'other');
  state.finish(true);
  state.close();
  expect([...open.packages()]).toEqual(before);
  close();
  expect(audited(path)).toMatchObject({ ruleSet: 'other', packages: [] });
});

test.each([
  [
    'a text',
    () => writeFileSync(path, 'not a database at all, but long enough to be one\n'.repeat(99)),
  ],
  ['a database of others', () => new DatabaseSync(path).exec('CREATE TABLE t (a)')],
])('%s is not taken for a state, and left as it is', (_, make) => {
  make();
  const before = readFileSync(path);
  expect(write).toThrow(/no state of an audit \(STATE_FOREIGN\)/);
  expect(read).toThrow(/STATE_FOREIGN/);
  expect(readFileSync(path)).toEqual(before);
});

it('says that a directory is one', () => {
  mkdirSync(path);
  expect(write).toThrow(/\(EISDIR\); give a file, not a directory/);
  expect(read).toThrow(/EISDIR/);
});

it('refuses a state of a newer version, and leaves it as it is', async () => {
  await finished();
  new DatabaseSync(path).exec('PRAGMA user_version = 99');
  const before = readFileSync(path);
  expect(write).toThrow(/version 99, and this rpmcow knows version 1 \(STATE_VERSION\)/);
  expect(read).toThrow(/STATE_VERSION/);
  expect(readFileSync(path)).toEqual(before);
});

it('says that it is damaged', async () => {
  await finished();
  const bytes = readFileSync(path);
  // All but the first page, which says what the file is.
  bytes.fill(0xaa, 4096);
  writeFileSync(path, bytes);
  expect(() => audited(path)).toThrow(/it is damaged \(STATE_DAMAGED\); remove it and audit again/);
});

it('says that no audit was finished', () => {
  expect(read).toThrow(/cannot use .*state\.sqlite.*\(ENOENT\)/);
  const state = new AuditState(path);
  state.begin('headers', 'rules');
  state.close();
  expect(read).toThrow(/it was interrupted before .*\(STATE_UNFINISHED\).*run rpmcow audit again/);
});

it('can be read as a copy, and nothing is left beside it', async () => {
  await finished();
  const copy = join(scratch(), 'copy.sqlite');
  copyFileSync(path, copy);
  expect(audited(copy)).toEqual(audited(path));
  expect(readdirSync(dirname(copy))).toEqual(['copy.sqlite']);
});

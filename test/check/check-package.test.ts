/** One file from its path to its record, whatever the file is. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { checkAll } from '../../src/check/check-all.ts';
import { type CheckOptions, checkPackage } from '../../src/check/check-package.ts';
import type { CheckResult } from '../../src/check/check-record.ts';
import type { CheckRequest } from '../../src/check/check-task.ts';
import { readerOf } from '../../src/io/package-input.ts';
import { readHead } from '../../src/package/read-head.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { rule } from '../../src/rules/rule.ts';
import { scratchDirectory } from '../io/scratch.ts';
import { bytesSource } from '../support/bytes-source.ts';

function cutInMainHeader(whole: Uint8Array): Uint8Array {
  const { head } = readHead(readerOf(bytesSource(whole)));
  return whole.subarray(0, head.main.offset + 100);
}

let directory = '';
beforeEach(() => {
  directory = scratchDirectory();
});

const OPTIONS: CheckOptions = {
  rules: RULES,
  mostFindings: 20,
  payload: true,
  keys: undefined,
  estimate: false,
  excerpts: false,
};

/** Puts bytes into a file of the test's directory. */
function place(name: string, bytes: Uint8Array | string): string {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
}

async function check(bytes: Uint8Array | string, options: Partial<CheckOptions> = {}) {
  return await checkPackage(place('some.rpm', bytes), { ...OPTIONS, ...options });
}

/** The record of a file that has one. */
async function recordOf(bytes: Uint8Array | string, options: Partial<CheckOptions> = {}) {
  const result = await check(bytes, options);
  if (result.kind === 'unreadable') throw new Error(result.unreadable.message);
  return result.record;
}

describe('the record of a sound package', () => {
  it('says who it is and what happens to it', async () => {
    const bytes = await packageBytes('plain');
    expect(await recordOf(bytes)).toMatchObject({
      path: join(directory, 'some.rpm'),
      nevra: 'plain-1.0-1.noarch',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      size: bytes.length,
      prediction: { reference: 'same', rpmcow: 'transcoded', because: [], certain: true },
      omitted: {},
    });
  });

  it('has neither digest nor certainty where only headers were read', async () => {
    const headers = await recordOf(await packageBytes('plain'), { payload: false });
    expect(headers).toMatchObject({
      sha256: null,
      prediction: { reference: 'same', rpmcow: 'transcoded', because: [], certain: false },
    });
  });

  it('has a forecast where one is asked for', async () => {
    const bytes = await packageBytes('plain');
    expect(await recordOf(bytes)).not.toHaveProperty('estimate');
    expect(await recordOf(bytes, { estimate: true })).toMatchObject({
      estimate: { blockSize: 4096, extents: expect.any(Number) },
    });
    const source = await writePackage({ name: 'source', kind: 'source', files: [] });
    expect(await recordOf(source, { estimate: true })).toMatchObject({ estimate: null });
  });

  it('crosses JSON unchanged', async () => {
    const { fingerprint, ...record } = await recordOf(await packageBytes('plain'));
    expect(JSON.parse(JSON.stringify(record))).toEqual(record);
    expect(fingerprint).not.toBeNull();
  });

  it('shows a hostile name as text', async () => {
    const { nevra } = await recordOf(await writePackage({ name: 'a\u001b[2Jb' }));
    expect(nevra).toBe('a\\x1b[2Jb-1.0-1.noarch');
  });
});

describe('findings', () => {
  it('say null for what does not apply', async () => {
    const { findings } = await recordOf(await packageBytes('lead-signature-type-0'));
    expect(findings).toContainEqual({
      rule: 'lead-signature-type',
      severity: { transcode: 'none', install: 'error', spec: 'error' },
      alsoBreaksPlainInstall: true,
      message: expect.stringContaining('signature type'),
      where: expect.objectContaining({ section: 'lead', offset: 78, tag: null, path: null }),
      expected: expect.any(String),
      found: expect.any(String),
      rpmSays: 'illegal signature type',
    });
  });

  it('come with the bytes that they are about where these are asked for', async () => {
    const bytes = await packageBytes('lead-signature-type-0');
    const { findings } = await recordOf(bytes, { excerpts: true });
    const found = findings.find((finding) => finding.rule === 'lead-signature-type');
    expect(found?.excerpt).toEqual({
      offset: 64,
      hex: Buffer.from(bytes.subarray(64, 80)).toString('hex'),
    });
  });

  it('are of the rules that were asked for, and counted beyond the first', async () => {
    const many = rule({
      ...RULES[0]!,
      id: 'made-up',
      needs: 'file',
      *check() {
        for (let offset = 0; offset < 7; offset++) {
          yield { where: { section: 'lead', offset }, expected: '', found: '' };
        }
      },
      message: () => 'made up',
    });
    const { findings, omitted } = await recordOf('', { rules: [many], mostFindings: 3 });
    expect(findings.map(({ rule, where }) => [rule, where.offset])).toEqual([
      ['made-up', 0],
      ['made-up', 1],
      ['made-up', 2],
    ]);
    expect(omitted).toEqual({ 'made-up': 4 });
  });
});

describe('a file that is no package, or not all of one', () => {
  it.each([
    ['empty', () => '', 'lead'],
    ['a web page', () => '<!DOCTYPE html><title>Not found</title>', 'lead'],
    ['cut in the lead', (whole: Uint8Array) => whole.subarray(0, 95), 'lead'],
    ['cut in the signature', (whole: Uint8Array) => whole.subarray(0, 120), 'signature-header'],
    ['cut in the header', cutInMainHeader, 'main-header'],
  ])('%s: has a record, and is unreadable', async (_, cut, section) => {
    const bytes = cut(await packageBytes('plain'));
    expect(await check(bytes)).toMatchObject({
      kind: 'cut',
      record: { nevra: null, size: bytes.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
      unreadable: {
        path: join(directory, 'some.rpm'),
        section,
        offset: typeof bytes === 'string' ? 0 : bytes.length,
      },
    });
  });

  it('is otherwise damaged: has a record and findings', async () => {
    const bytes = Uint8Array.from(await packageBytes('plain'));
    bytes[96 + 8] = 0xff; // The number of signature tags, of which there may be 32.
    const result = await check(bytes);
    expect(result).toMatchObject({ kind: 'checked', record: { nevra: null } });
  });

  it('is not there, or a directory: has the fault of the machine', async () => {
    const missing = join(directory, 'missing.rpm');
    const unreadable = { path: missing, code: 'ENOENT', section: null, offset: null };
    expect(await checkPackage(missing, OPTIONS)).toMatchObject({ kind: 'unreadable', unreadable });
    mkdirSync(missing);
    expect(await checkPackage(missing, OPTIONS)).toMatchObject({ unreadable: { code: 'EISDIR' } });
  });

  it('meets a bug of ours: has its trace', async () => {
    const broken = rule({
      ...RULES[0]!,
      needs: 'file',
      check: () => {
        throw new TypeError('made to fail');
      },
    });
    const result = await check('', { rules: [broken] });
    expect(result).toMatchObject({
      kind: 'unreadable',
      unreadable: { code: 'INTERNAL_ERROR', message: expect.stringContaining('made to fail') },
    });
  });
});

describe('many files', () => {
  const NAMES = ['plain', 'lead-signature-type-0', 'web-page', 'source'];
  const request: CheckRequest = {
    rules: { only: [], skip: ['tag-*'], rpmVersion: '4.20' },
    mostFindings: 20,
    payload: true,
    keyFiles: [],
    estimate: true,
    excerpts: true,
  };

  async function all(paths: readonly string[], workers: number): Promise<CheckResult[]> {
    const results: CheckResult[] = [];
    for await (const result of checkAll(paths, workers, request)) results.push(result);
    return results;
  }

  it('give the same results with threads as without, in their order', async () => {
    const paths = [join(directory, 'missing.rpm')];
    for (const name of [...NAMES, ...NAMES]) {
      paths.push(place(`${paths.length}.rpm`, await packageBytes(name)));
    }
    const alone = await all(paths, 1);
    const pathOf = (result: CheckResult) =>
      result.kind === 'unreadable' ? result.unreadable.path : result.record.path;
    expect(alone.map(pathOf)).toEqual(paths);
    expect(await all(paths, 3)).toEqual(alone);
  });

  it('are no longer worked on when nobody asks', async () => {
    const path = place('plain.rpm', await packageBytes('plain'));
    let asked = 0;
    function* endless() {
      for (; ; asked++) yield path;
    }
    for await (const result of checkAll(endless(), 2, request)) {
      expect(result.kind).toBe('checked');
      break;
    }
    const limit = asked;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(asked).toBe(limit);
  });
});

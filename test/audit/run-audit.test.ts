/** Audits of real repositories: what they say, and what a second one reads. */
import {
  appendFileSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { checkPackage } from '../../src/check/check-package.ts';
import { selectRules } from '../../src/check/rule-selection.ts';
import { MOST_FINDINGS } from '../../src/rules/run-rules.ts';
import { scratch } from '../cli/programs.ts';
import { hasNginx, startNginx } from '../support/nginx.ts';
import { createrepo, hasCreaterepo, placeAt } from '../support/scratch-repository.ts';
import { audit, audited } from './auditing.ts';

/** Of so many files or so much data that each takes seconds. */
const HUGE = /^(half-a-million-files|main-array-.*|main-data-17-mib)$/;
const CORPUS = MANIFEST.filter(({ kind, name }) => kind !== 'spec' && !HUGE.test(name)).map(
  ({ name }) => `${name}.rpm`,
);
const SOUND = ['hard-links.rpm', 'plain-xz.rpm', 'plain.rpm', 'with-epoch.rpm'];

let root = '';
let state = '';
beforeEach(() => {
  root = scratch();
  state = join(scratch(), 'state.sqlite');
});

async function check(path: string, payload: boolean) {
  return await checkPackage(path, {
    rules: selectRules({ only: [], skip: [], rpmVersion: undefined }),
    mostFindings: MOST_FINDINGS,
    payload,
    keys: undefined,
    estimate: true,
    excerpts: false,
  });
}

describe.each(['headers', 'payload', 'auto'] as const)('depth %s', (depth) => {
  it('says of every package of the corpus what check says of the file', async () => {
    await placeAt(root, ...CORPUS);
    await audit([root], state, { depth, workers: 2 });
    const { packages, total } = audited(state);
    expect(packages.length).toBe(CORPUS.length);
    expect(total.packages).toBe(CORPUS.length);
    for (const { location, record, trouble, depth: read } of packages) {
      const result = await check(join(root, location), read === 'payload');
      if (result.kind === 'unreadable') throw new Error(result.unreadable.message);
      expect(record, location).toEqual({ ...result.record, path: location });
      expect(trouble?.code, location).toBe(
        result.kind === 'cut' ? result.unreadable.code : undefined,
      );
      if (depth !== 'auto') expect(read).toBe(depth);
      else if (read === 'headers') expect(record!.prediction.certain, location).toBe(true);
    }
  }, 120_000);
});

it('counts what the packages say, by repository, vendor and builder', async () => {
  await placeAt(root, ...CORPUS);
  await audit([root], state);
  const { packages, total, repositories, vendors, builders, rules } = audited(state);
  const verdicts = Object.entries(total.reference).map(([verdict, count]) => {
    const found = packages.filter(({ record }) => record?.prediction.reference === verdict);
    expect(count, verdict).toBe(found.length);
    return count;
  });
  expect(verdicts.reduce((sum, count) => sum + count)).toBe(packages.length);
  expect(repositories.map(({ tally }) => tally)).toEqual([total]);
  for (const names of [vendors, builders]) {
    expect(names.reduce((sum, { tally }) => sum + tally.packages, 0)).toBe(packages.length);
  }
  for (const { name, tally } of builders) {
    const found = packages.filter(({ record }) => (record?.builder ?? '') === name);
    expect(tally.packages, name).toBe(found.length);
  }
  for (const { rule, packages: count, findings } of rules) {
    const having = packages.filter(({ record }) =>
      record?.findings.some((finding) => finding.rule === rule),
    );
    expect(count, rule).toBe(having.length);
    expect(findings, rule).toBeGreaterThanOrEqual(count);
  }
  const bytes = packages.reduce(
    (sum, { location }) => sum + statSync(join(root, location)).size,
    0,
  );
  expect(total.costs.packageBytes).toBe(bytes);
  expect(total.costs.extentsBytes.map(({ blockSize }) => blockSize)).toEqual([4096, 16384, 65536]);
});

it('counts a content once, however many packages have it', async () => {
  const [first, second] = ['plain.rpm', 'plain-xz.rpm'];
  await placeAt(root, first, second);
  await audit([root], state);
  const { contents, packages } = audited(state);
  const stored = packages.map(({ record }) => record!.estimate!.extents);
  expect(stored[0]).toBeGreaterThan(0);
  expect(stored[0]).toBe(stored[1]);
  expect(contents).toMatchObject({ contents: 2 * stored[0]!, distinctContents: stored[0] });
  expect(contents.bytes).toBe(2 * contents.distinctBytes);
});

describe('a tree without metadata', () => {
  beforeEach(() => placeAt(root, ...SOUND));

  it('is read once; then only what has changed', async () => {
    expect(await audit([root], state)).toMatchObject({ packages: SOUND.length, known: 0 });
    const before = audited(state);
    expect(await audit([root], state)).toMatchObject({
      packages: SOUND.length,
      known: SOUND.length,
      bytesRead: 0,
    });
    expect(audited(state)).toEqual(before);

    writeFileSync(join(root, 'plain.rpm'), await packageBytes('trailer-removed'));
    expect(await audit([root], state)).toMatchObject({ known: SOUND.length - 1 });
    expect(audited(state).packages).not.toEqual(before.packages);
  });

  it('identifies packages by head and size, and whole ones by their checksum', async () => {
    await audit([root], state);
    expect(audited(state).packages.map(({ checksum }) => checksum)).toEqual(SOUND.map(() => null));
    expect(await audit([root], state, { depth: 'payload' })).toMatchObject({ known: 0 });
    for (const { checksum, record } of audited(state).packages) {
      expect(checksum).toBe(`sha256:${record!.sha256}`);
    }
    // What was found by the payload serves those who want headers only.
    expect(await audit([root], state)).toMatchObject({ known: SOUND.length });
    expect(audited(state).packages.every(({ depth }) => depth === 'payload')).toBe(true);
  });

  it('knows a package again by its head under another name', async () => {
    await audit([root], state);
    const before = audited(state);
    renameSync(join(root, 'plain.rpm'), join(root, 'renamed.rpm'));
    await audit([root], state);
    const after = audited(state).packages;
    expect(after.map(({ location }) => location)).toContain('renamed.rpm');
    expect(after.length).toBe(before.packages.length);
  });

  it('forgets packages that are gone', async () => {
    await audit([root], state);
    rmSync(join(root, 'plain.rpm'));
    await audit([root], state);
    expect(audited(state).packages.map(({ location }) => location)).toEqual(
      SOUND.filter((name) => name !== 'plain.rpm'),
    );
    expect(audited(state).total.packages).toBe(SOUND.length - 1);
  });

  it('is judged anew when the rules have changed', async () => {
    await audit([root], state, { ruleSet: 'old' });
    expect(await audit([root], state, { ruleSet: 'new' })).toMatchObject({ known: 0 });
    expect(audited(state).ruleSet).toBe('new');
  });

  it('keeps what the head said where the rest cannot be read', async () => {
    await audit([root], state);
    const path = join(root, 'plain.rpm');
    const { atime, mtime } = statSync(path);
    const { length } = readFileSync(path);
    rmSync(path);
    writeFileSync(path, Buffer.alloc(length));
    utimesSync(path, atime, mtime);
    await audit([root], state, { depth: 'auto' });
    const found = audited(state).packages.find(({ location }) => location === 'plain.rpm');
    expect(found?.record?.prediction.reference).toBe('not-a-package');
  });
});

const withMetadata = describe.runIf(hasCreaterepo());

withMetadata('a tree with metadata', () => {
  beforeEach(async () => {
    await placeAt(root, ...SOUND);
    createrepo(root);
  });

  it('is known by its checksums wherever it lies', async () => {
    await audit([root], state);
    const copy = scratch();
    await placeAt(copy, ...SOUND);
    createrepo(copy);
    expect(await audit([copy], state)).toMatchObject({ known: SOUND.length, bytesRead: 0 });
  });

  it('is read again where a file is not what was listed', async () => {
    await audit([root], state);
    appendFileSync(join(root, 'plain.rpm'), 'more');
    for (const _ of [1, 2]) {
      expect(await audit([root], state)).toMatchObject({ known: SOUND.length - 1 });
    }
    const odd = audited(state).packages.find(({ location }) => location === 'plain.rpm')!;
    expect(odd.record!.findings.map(({ rule }) => rule)).toContain('repo-size');
  });

  it('is read again where a file changed and kept its size', async () => {
    await audit([root], state);
    const path = join(root, 'plain.rpm');
    const bytes = readFileSync(path);
    bytes[bytes.length - 1]! ^= 1;
    writeFileSync(path, bytes);
    expect(await audit([root], state)).toMatchObject({ known: SOUND.length - 1 });
  });

  it('says which listed packages are not there, and goes on', async () => {
    rmSync(join(root, 'plain.rpm'));
    expect(await audit([root], state)).toMatchObject({ packages: SOUND.length, troubled: 1 });
    const { packages, total } = audited(state);
    expect(total.unreadable).toBe(1);
    const gone = packages.find(({ location }) => location === 'plain.rpm')!;
    expect(gone).toMatchObject({ record: null, trouble: { code: 'ENOENT' } });
    // It is tried again, and found.
    await placeAt(root, 'plain.rpm');
    expect(await audit([root], state)).toMatchObject({ known: SOUND.length - 1, troubled: 0 });
    expect(audited(state).total.unreadable).toBe(0);
  });

  it('keeps what it knows of a repository whose metadata is broken for a day', async () => {
    await audit([root], state);
    const path = join(root, 'repodata/repomd.xml');
    const good = readFileSync(path);
    writeFileSync(path, '<repomd>');
    await audit([root], state);
    expect(audited(state).repositories[0]!.troubles).not.toEqual([]);
    expect(audited(state).packages).toEqual([]);
    writeFileSync(path, good);
    expect(await audit([root], state)).toMatchObject({ known: SOUND.length, bytesRead: 0 });
  });
});

withMetadata('a repository behind a server', () => {
  const served = test.runIf(hasNginx());

  beforeEach(async () => {
    await placeAt(root, ...SOUND, 'trailer-removed.rpm', 'source.rpm');
    createrepo(root);
  });

  served('says the same as the directory', async () => {
    const { url } = await startNginx(root);
    const other = join(scratch(), 'other.sqlite');
    for (const depth of ['headers', 'payload', 'auto'] as const) {
      await audit([root], state, { depth });
      await audit([url], other, { depth });
      const plain = ({ packages }: ReturnType<typeof audited>) =>
        packages.map(({ repository: _, ...rest }) => rest);
      expect(plain(audited(other))).toEqual(plain(audited(state)));
    }
  });

  served('is judged by new rules from stored heads, with the packages out of reach', async () => {
    const { url } = await startNginx(root);
    await audit([url], state, { ruleSet: 'old' });
    const before = audited(state);
    const away = scratch();
    for (const { location } of before.packages) {
      renameSync(join(root, location), join(away, location));
    }
    expect(await audit([url], state, { ruleSet: 'new' })).toMatchObject({
      known: 0,
      troubled: 0,
      bytesRead: 0,
    });
    expect(audited(state)).toEqual({ ...before, ruleSet: 'new' });

    // What needs more than the heads has trouble, and what they say stands.
    await audit([url], state, { ruleSet: 'new', depth: 'auto' });
    for (const { location, record, trouble } of audited(state).packages) {
      const head = before.packages.find((each) => each.location === location)!;
      expect(record, location).toEqual(head.record);
      expect(trouble?.code, location).toBe(record!.prediction.certain ? undefined : 'HTTP_404');
    }
  });
});

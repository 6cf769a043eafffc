/**
 * An audit of many packages of usual sizes by their headers: what it says, what it reads and what
 * memory it takes, of a directory and over HTTP.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  changeRepository,
  DEFAULT_PLAN,
  generateRepository,
} from '../../corpus/repository/generate-repository.ts';
import type { AuditedPackage } from '../../src/audit/audit.ts';
import type { CheckRecord } from '../../src/check/check-record.ts';
import { RPMCOW, run, scratch } from '../cli/programs.ts';
import { measuredRun } from '../memory/measured-run.ts';
import { hasNginx, startNginx } from '../support/nginx.ts';
import { hasCreaterepo } from '../support/scratch-repository.ts';
import { hasStrace, runTraced } from '../support/strace.ts';
import { audit, audited } from './auditing.ts';

/** Real packages are larger still, so that their heads are less of them. */
const PLAN = { ...DEFAULT_PLAN, packages: 800, largest: 1024 * 1024, defective: 0.2 };
const MOST_READ = 0.15;
const MOST_MIB = 250;

let root = '';
let packageBytes = 0;
/** What a directory's audit says of each package. */
let packages: readonly AuditedPackage[] = [];

const hasTools = hasCreaterepo();

beforeAll(async () => {
  if (!hasTools) return;
  root = mkdtempSync(join(tmpdir(), 'large-repository-'));
  await generateRepository(root, PLAN);
  const state = join(root, 'state.sqlite');
  await audit([root], state);
  ({ packages } = audited(state));
  packageBytes = packages.reduce(
    (sum, { location }) => sum + statSync(join(root, location)).size,
    0,
  );
}, 120_000);

afterAll(() => {
  if (root !== '') rmSync(root, { recursive: true });
});

let state = '';
beforeEach(() => {
  state = join(scratch(), 'state.sqlite');
});

function command(source: string): string[] {
  return [RPMCOW, 'audit', source, '--state', state];
}

describe.runIf(hasTools)('an audit of many packages', () => {
  test('agrees with check about every one of them', async () => {
    expect(packages).toHaveLength(PLAN.packages);
    const check = [
      'check',
      '--headers-only',
      '--estimate',
      '--fail-on',
      'never',
      '--format',
      'ndjson',
    ];
    const { stdout } = await run([RPMCOW, ...check, join(root, 'Packages')]);
    const lines = stdout
      .toString()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    const checked = new Map<string, CheckRecord>(
      lines.filter(({ path }) => path !== undefined).map((record) => [record.path, record]),
    );
    expect(new Set(packages.map(({ record }) => record?.prediction.reference)).size).toBe(5);
    for (const { location, record } of packages) {
      expect(withoutListing(record!), location).toEqual(
        withoutListing({ ...checked.get(join(root, location))!, path: location }),
      );
    }
  });

  test.runIf(hasStrace())('reads little of a directory', async () => {
    const { status, bytesRead } = await runTraced(command(root), root);
    expect(status).toBe(0);
    expect(bytesRead).toBeGreaterThan(PLAN.packages * 4096);
    expect(bytesRead / packageBytes).toBeLessThan(MOST_READ);
    expect(audited(state).packages).toEqual(packages);
  });

  test.runIf(hasNginx())('takes little over HTTP, and says the same', async () => {
    const server = await startNginx(root);
    const { status, peak } = await measuredRun(command(server.url));
    expect(status).toBe(0);
    expect(peak).toBeLessThan(MOST_MIB);
    const sent = server.log().reduce((sum, line) => sum + Number(line.split(' ')[1]), 0);
    expect(sent).toBeGreaterThan(PLAN.packages * 4096);
    expect(sent / packageBytes).toBeLessThan(MOST_READ);
    const same = audited(state).packages.map((pkg) => ({ ...pkg, repository: root }));
    expect(same).toEqual(packages);
  });

  test('takes little memory', async () => {
    const { status, peak } = await measuredRun(command(root));
    expect(status).toBe(0);
    expect(peak).toBeLessThan(MOST_MIB);
  });

  test('reads what has changed, and then says what a new audit says', async () => {
    const CHANGED = 13;
    await audit([root], state);
    await changeRepository(root, PLAN, CHANGED);
    const progress = await audit([root], state);
    expect(progress).toMatchObject({
      packages: PLAN.packages,
      known: PLAN.packages - CHANGED,
      troubled: 0,
    });
    const anew = join(scratch(), 'anew.sqlite');
    await audit([root], anew);
    expect(audited(state)).toEqual(audited(anew));
    expect(audited(anew).packages).not.toEqual(packages);
  });
});

/** What is to be said of the file alone, whatever metadata says of it. */
function withoutListing({ findings, prediction, examined, ...record }: CheckRecord): unknown {
  return {
    ...record,
    examined: examined.filter((part) => !part.startsWith('list')),
    findings: findings.filter(({ rule }) => !rule.startsWith('repo-')),
    prediction: {
      ...prediction,
      because: prediction.because.filter((rule) => !rule.startsWith('repo-')),
    },
  };
}

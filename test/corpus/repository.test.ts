/** Generated repositories: sound where nothing else is meant, the same from the same seed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFECTS } from '../../corpus/repository/defects.ts';
import {
  changeRepository,
  DEFAULT_PLAN,
  generateRepository,
  type RepositoryPlan,
} from '../../corpus/repository/generate-repository.ts';
import { hasCreaterepo } from '../support/scratch-repository.ts';

const PLAN: RepositoryPlan = { ...DEFAULT_PLAN, packages: 60, defective: 0, largest: 2048 };

async function generated(plan: RepositoryPlan): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'generated-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  await generateRepository(root, plan);
  return root;
}

function packagesIn(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rpm'))
    .sort();
}

function listedIn(root: string): string[] {
  const repodata = join(root, 'repodata');
  const primary = readdirSync(repodata).find((name) => name.endsWith('-primary.xml.gz'))!;
  const xml = gunzipSync(readFileSync(join(repodata, primary))).toString();
  return [...xml.matchAll(/<location href="([^"]*)"/g)].map(([, href]) => href!).sort();
}

describe.runIf(hasCreaterepo())('a generated repository', () => {
  test('has sound packages, by rpm, of several vendors and builders', async () => {
    const root = await generated(PLAN);
    const packages = packagesIn(root);
    expect(packages).toHaveLength(PLAN.packages);
    expect(listedIn(root)).toEqual(packages);
    const paths = packages.map((name) => join(root, name));
    const checked = spawnSync('rpmkeys', ['--checksig', ...paths], { encoding: 'utf8' });
    expect(checked.stdout.match(/: digests OK$/gm)).toHaveLength(PLAN.packages);
    const format = '%{NVRA} %{VENDOR} %{RPMVERSION}\n';
    const asked = spawnSync('rpm', ['-qp', '--qf', format, ...paths], { encoding: 'utf8' });
    const lines = asked.stdout.trim().split('\n');
    expect(lines.map((line) => `${line.split(' ')[0]}.rpm`)).toEqual(
      packages.map((name) => name.slice(name.lastIndexOf('/') + 1)),
    );
    expect(new Set(lines.map((line) => line.slice(line.indexOf(' ')))).size).toBeGreaterThan(3);
  });

  test('is the same from the same seed, and another from another one', async () => {
    const plan = { ...PLAN, packages: 20, defective: 0.5 };
    const [first, second] = [await generated(plan), await generated(plan)];
    const names = packagesIn(first);
    expect(packagesIn(second)).toEqual(names);
    for (const name of names) {
      expect(readFileSync(join(first, name)).equals(readFileSync(join(second, name)))).toBe(true);
    }
    expect(packagesIn(await generated({ ...plan, seed: 2 }))).not.toEqual(names);
  });

  test('has every defect that can be listed', async () => {
    const plan = { ...PLAN, packages: DEFECTS.length, defective: 1 };
    const root = await generated(plan);
    expect(DEFECTS.length).toBeGreaterThan(100);
    expect(listedIn(root)).toEqual(packagesIn(root));
    expect(listedIn(root)).toHaveLength(plan.packages);
  });

  test('changes by as many packages as asked for', async () => {
    const root = await generated(PLAN);
    const before = packagesIn(root);
    await changeRepository(root, PLAN, 7);
    const after = packagesIn(root);
    expect(listedIn(root)).toEqual(after);
    expect(after).toHaveLength(PLAN.packages);
    expect(after.filter((name) => !before.includes(name))).toHaveLength(7);
  });
});

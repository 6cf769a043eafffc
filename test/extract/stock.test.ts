/** What extract makes, beside what stock rpm and cpio make of the same package. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { buildPackages, missingTool } from '../../corpus/build/build-package.ts';
import { installImpossible, installInto, run, suiteUnless } from '../corpus/real-rpm.ts';
import { missingLabels, readLabels } from '../support/labels.ts';
import { emptyRoot, extentsOf, extracted, scratch } from './extracting.ts';
import { type SnapshotEntry, snapshot } from './tree-snapshot.ts';

const SPECS = ['built-hard-links', 'built-odd-names', 'built-many-files', 'built-block-boundaries'];
const SAMPLE_EVERY = 40;
const DATABASE = 'rpmdb';
const DEVICE = 0o020000;

suiteUnless(installImpossible ?? missingTool(), 'what rpmbuild built', () => {
  let built: Map<string, string>;
  let directory = '';
  beforeAll(async () => {
    directory = spawnSync('mktemp', ['-d'], { encoding: 'utf8' }).stdout.trim();
    built = await buildPackages([...SPECS, 'built-odd-files'], directory);
    return () => run('rm', ['-rf', directory]);
  }, 60_000);

  test.each(SPECS)('%s: rpm, cpio, extract and extract of the extents file agree', async (name) => {
    const rpm = built.get(name)!;
    const place = scratch();
    await expectStockTree(rpm, place);
    const cloned = emptyRoot(place, 'cloned');
    withoutAccounts(cloned);
    await extracted(await extentsOf(rpm, join(place, 'extents')), cloned);
    const tree = snapshot(cloned);
    expect(tree).toEqual(snapshot(join(place, 'ours')));

    const unpacked = emptyRoot(place, 'cpio');
    withoutAccounts(unpacked);
    const pipe = spawnSync('sh', ['-c', `rpm2cpio '${rpm}' | cpio -idm --quiet`], {
      cwd: unpacked,
    });
    expect(pipe.status).toBe(0);
    expect(snapshot(unpacked)).toEqual(tree);
  });

  test('built-odd-files: capabilities are those that rpm sets, devices are left out', async () => {
    const place = scratch();
    await expectStockTree(built.get('built-odd-files')!, place);
    const capabilities = (root: string) =>
      run('getcap', [join(place, root, 'opt/corpus/able')]).output.replace(/^.* /, '');
    expect(capabilities('ours')).toBe(capabilities('root'));
    expect(capabilities('ours')).toMatch(/cap_net_raw=p/);
  });
});

const sample = readLabels('corpus')
  .filter(
    ({ isSource, verdict, path }) => isSource === false && verdict === 'SAME' && existsSync(path),
  )
  .filter((_, index) => index % SAMPLE_EVERY === 0);

suiteUnless(installImpossible ?? missingLabels(), 'real packages', () => {
  test.each(sample)('$id', async ({ path }) => {
    await expectStockTree(path, scratch());
  });
});

/** Installs with rpm into `root`, extracts into `ours`, and compares. */
async function expectStockTree(rpm: string, place: string): Promise<void> {
  const ours = emptyRoot(place, 'ours');
  for (const root of [ours, emptyRoot(place)]) withoutAccounts(root);
  const { ok, output } = installInto(place, rpm);
  expect(ok, output).toBe(true);
  const { directories } = await extracted(rpm, ours);
  const stock = withoutDevices(snapshot(join(place, 'root'), [DATABASE]));
  expect(snapshot(ours)).toEqual(stock);
  expect(directories).toBeLessThanOrEqual(Object.keys(stock).length);
}

/** Nobody but root is known there; rpm asks the root's own files, and so does extract. */
function withoutAccounts(root: string): void {
  mkdirSync(join(root, 'etc'), { mode: 0o755 });
  for (const name of ['passwd', 'group']) {
    writeFileSync(join(root, 'etc', name), '');
    utimesSync(join(root, 'etc', name), 0, 0);
  }
}

function withoutDevices(tree: Record<string, SnapshotEntry>): Record<string, SnapshotEntry> {
  return Object.fromEntries(
    Object.entries(tree).filter(([, { mode }]) => (mode & 0o170000) !== DEVICE),
  );
}

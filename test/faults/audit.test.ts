/**
 * The audit while something fails: its report is whole or not there, what it could not read it
 * says, and the next run finds out all the same.
 *
 * Policy: as faults.test.ts; what SQLite itself does is out of the layer's reach, so the disk of the
 * state is also a real one that is full.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { environment, RPMCOW, samplePackage } from '../cli/programs.ts';
import { loopVolume } from '../support/loop-volume.ts';
import { command } from '../support/mounted.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { type Injection, injectionsAt, runInjected } from './injected-run.ts';
import { EXIT_UNREADABLE, same } from './judge-run.ts';
import { contentsOf } from './place.ts';

const WANTED = process.env['RPMCOW_FAULTS'] ?? '12';
const LIMIT = WANTED === 'all' ? Number.POSITIVE_INFINITY : Number(WANTED);
const SEED = Number(process.env['RPMCOW_SEED'] ?? 9);
const KIB = 1024;
const ARGUMENTS = [
  ...['audit', 'in', '--state', 'out/state', '--report', 'csv=out/report', '-j', '1'],
  '--no-progress',
];

let packages: readonly Buffer[];
beforeAll(async () => {
  packages = [await samplePackage(), await samplePackage({ name: 'other' })];
});

function layOut(directory: string): string {
  const place = mkdtempSync(join(directory, 'audit-'));
  for (const name of ['in', 'out']) mkdirSync(join(place, name));
  for (const [i, bytes] of packages.entries()) writeFileSync(join(place, 'in', `${i}.rpm`), bytes);
  return place;
}

async function audit(place: string, injection?: Injection | 'record') {
  const wishes =
    injection === 'record'
      ? { layer: 'record' as const }
      : injection === undefined
        ? {}
        : { injection };
  const call = { command: [process.execPath, RPMCOW, ...ARGUMENTS], cwd: place };
  return await runInjected(call, wishes);
}

const report = (place: string) => readFileSync(join(place, 'out/report'), 'utf8');

/** What must hold after a run that was harmed, and that the next one makes good. */
async function expectNothingLost(
  place: string,
  clean: string,
  { status, stdout, stderr }: { status: number | null; stdout: Buffer; stderr: string },
  code: string,
): Promise<void> {
  const said = `${stdout}${stderr}`;
  expect(said).not.toMatch(/this is a bug|^ {4}at .*:\d+:\d+\)?$/m);
  expect([0, EXIT_UNREADABLE], said).toContain(status);
  const left = contentsOf(join(place, 'out'));
  const written = left.has('report') ? report(place) : undefined;
  if (status === 0) expect(written).toBe(clean);
  else expect(`${said}${written}`).toContain(code);
  const strange = [...left.keys()].filter((name) => !/^(report$|state)/.test(name));
  // What could not be removed stays.
  if (!said.includes('cannot remove')) expect(strange).toEqual([]);
  const next = await audit(place);
  expect(next.status, next.stderr).toBe(0);
  expect(report(place)).toBe(clean);
}

test('a fault at every point', async () => {
  const base = mkdtempSync(join(tmpdir(), 'audit-faults-'));
  onTestFinished(() => rmSync(base, { recursive: true, force: true }));
  const first = layOut(base);
  const { points, status, stderr } = await audit(first, 'record');
  expect(status, stderr).toBe(0);
  const clean = report(first);
  const inputs = contentsOf(join(first, 'in'));
  const random = seededRandom(SEED);
  const injections = injectionsAt(points)
    .map((injection) => ({ injection, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, LIMIT);
  const bad: unknown[] = [];
  for (const { injection } of injections) {
    const place = layOut(base);
    const result = await audit(place, injection);
    try {
      expect(same(contentsOf(join(place, 'in')), inputs)).toBe(true);
      await expectNothingLost(place, clean, result, injection.code);
    } catch (error) {
      const [struck] = result.points;
      bad.push({ injection, subject: struck?.subject, status: result.status, error: `${error}` });
    }
    rmSync(place, { recursive: true });
  }
  console.log(`${injections.length} faults at ${points.length} points of an audit`);
  expect(bad).toEqual([]);
}, 3_600_000);

test.each([0, 4, 20, 60, 200])(
  'a disk with %i KiB left',
  async (left) => {
    // Blocks as large as pages: else SQLite's map of its log has holes, and a full disk ends the process.
    const volume = loopVolume('ext4', { mib: 16, make: ['-m', '0', '-b', '4096'] });
    if (volume === undefined) return;
    const reference = layOut(tmpdir());
    onTestFinished(() => rmSync(reference, { recursive: true, force: true }));
    expect((await audit(reference)).status).toBe(0);
    const place = layOut(volume.path);
    const filler = join(volume.path, 'filler');
    const { bavail, bsize } = statfsSync(volume.path);
    command('fallocate', '-l', String(bavail * bsize - left * KIB), filler);
    const { status, stdout, stderr } = spawnSync(process.execPath, [RPMCOW, ...ARGUMENTS], {
      cwd: place,
      env: environment(),
    });
    rmSync(filler);
    const harmed = { status, stdout, stderr: stderr.toString() };
    await expectNothingLost(place, report(reference), harmed, 'ENOSPC');
  },
  120_000,
);

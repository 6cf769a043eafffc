/** The programs on hosts that lack something: room for temporary files, rpmkeys, a recent Node. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import {
  ended,
  environment,
  findings,
  RPM2EXTENTS,
  RPMCOW,
  run,
  samplePackage,
  scratch,
  start,
} from './programs.ts';
import { smallDisk } from './small-disk.ts';

const COMMAND = [RPM2EXTENTS, 'SHA256'];

/** More than the spool keeps in memory, and no compressor makes it less. */
async function bigPackage(): Promise<Buffer> {
  const content = randomBytes(10 * 1024 * 1024);
  const files = [{ path: '/opt/big', type: 'regular', content } as const];
  return await samplePackage({ compressor: 'none', files });
}

describe('temporary files', () => {
  it('go elsewhere where TMPDIR is missing', async () => {
    const env = { TMPDIR: join(scratch(), 'missing') };
    const result = await run(COMMAND, { stdin: await bigPackage(), env });
    expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
    expect(await findings(result.stdout)).toEqual([]);
  });

  /** A directory without room for a byte. */
  function fullDisk(): string | undefined {
    const disk = smallDisk('1m');
    if (disk === undefined) return undefined;
    spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'full')}`, 'bs=4k'], { stdio: 'ignore' });
    return disk;
  }

  it('are not there for a small package that nobody signed', async () => {
    const disk = fullDisk();
    if (disk === undefined) return;
    const result = await run(COMMAND, { stdin: await samplePackage(), env: { TMPDIR: disk } });
    expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
    expect(await findings(result.stdout)).toEqual([]);
  });

  it.each([
    ['for rpmkeys', async () => Buffer.from(await packageBytes('signed-by-known-key'))],
    ['half-way', bigPackage],
  ])('that find no room %s make the original come out', async (_when, make) => {
    const disk = fullDisk();
    if (disk === undefined) return;
    const input = await make();
    const command = [RPMCOW, 'transcode', '--quiet', '-', '-o', '-'];
    const made = await run(command, { stdin: input });
    expect(await findings(made.stdout)).toEqual([]);
    const result = await run(command, { stdin: input, env: { TMPDIR: disk } });
    expect(result).toMatchObject({ status: 0, drained: true });
    expect(Buffer.compare(result.stdout, input)).toBe(0);
  });
});

it('gives the same result without rpmkeys', async () => {
  const bin = scratch();
  symlinkSync(process.execPath, join(bin, 'node'));
  const original = await samplePackage();
  const without = await run(COMMAND, { stdin: original, env: { PATH: bin } });
  const withWhateverIsHere = await run(COMMAND, { stdin: original });
  expect(without).toMatchObject({ status: 0, stderr: '' });
  expect(await findings(without.stdout)).toEqual([]);
  expect(Buffer.compare(without.stdout, withWhateverIsHere.stdout)).toBe(0);
});

it.each([
  ['rpm2extents', [RPM2EXTENTS, '-v', 'SHA256']],
  ['transcode', [RPMCOW, 'transcode', '-', '-o', '/dev/null']],
])('%s succeeds where nobody reads what it says', async (_name, command) => {
  const child = start(command, { stdio: ['pipe', 'ignore', 'pipe'], env: environment() });
  child.stderr!.destroy();
  child.stdin!.end(await samplePackage());
  expect(await ended(child)).toEqual({ status: 0, signal: null });
});

describe('an old Node', () => {
  const old = oldNode();
  if (old === undefined) console.warn('skipped: no Node older than 24 on the PATH');

  it.skipIf(old === undefined).each([[RPMCOW], [RPM2EXTENTS]])(
    'is told so by %s',
    async (program) => {
      const result = await run([old!, program, 'SHA256']);
      expect(result.status).toBe(2);
      expect(result.stdout).toHaveLength(0);
      expect(result.stderr).toMatch(/^rpmcow\S* needs Node 24 or newer; this is Node \S+\n$/);
    },
  );
});

function oldNode(): string | undefined {
  const candidates = (process.env['PATH'] ?? '').split(delimiter).map((bin) => join(bin, 'node'));
  return candidates.find((node) => {
    if (!existsSync(node)) return false;
    const { stdout } = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' });
    return Number.parseInt(stdout, 10) < 24;
  });
}

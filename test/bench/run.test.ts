/** The benchmark as a process: a few cases for real, and what is left after an interrupt. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { findProgram } from '../../bench/find-program.ts';

const RUN = resolve(import.meta.dirname, '../../bench/run.ts');
const SHARED_MEMORY = '/dev/shm';

function scratch(parent = tmpdir()): string {
  const directory = mkdtempSync(join(parent, 'bench-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly end: Promise<Ended>;
  /** Waits until it says so on standard error. */
  says(text: string): Promise<void>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = process.env): Running {
  const child = spawn(process.execPath, [RUN, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const end = new Promise<Ended>((done) => {
    child.on('close', (status, signal) => {
      done({ status, signal, stdout, stderr });
    });
  });
  const says = (text: string) =>
    new Promise<void>((done, fail) => {
      const look = () => stderr.includes(text) && done();
      child.stderr.on('data', look);
      child.on('close', () => fail(new Error(`it never said "${text}": ${stderr}`)));
      look();
    });
  return { child, end, says };
}

it('measures in a directory, writes all reports and leaves nothing', {
  timeout: 120_000,
}, async () => {
  const directory = scratch(existsSync(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir());
  const args = ['--quick', '--only', '^header', '--runs', '1', '--directory', directory];
  const { status, stdout, stderr } = await start(args).end;
  expect(status, stderr).toBe(0);
  const [json = '', svg = '', markdown = ''] = stdout.trim().split('\n');
  onTestFinished(() => {
    for (const path of [json, svg, markdown]) rmSync(path, { force: true });
  });
  expect(readdirSync(directory)).toEqual([]);

  const { cases, finished, repeat, machine } = JSON.parse(readFileSync(json, 'utf8'));
  expect(finished).not.toBeNull();
  expect(repeat).toBe("npm run bench -- --quick --directory DIR --only '^header' --runs 1");
  expect(machine.versions.rpmcow).toMatch(/^\d/);
  expect(cases).toHaveLength(1);
  const [ours] = cases[0].contestants;
  expect(ours.name).toBe('rpmcow inspect');
  expect(ours.warm).toHaveLength(1);
  expect(ours.summary.warm.wall.median).toBeGreaterThan(0.01);
  expect(ours.summary.warm.peakMemory.median).toBeGreaterThan(10 * 1024 * 1024);
  expect(readFileSync(markdown, 'utf8')).toContain('| header |');
  expect(readFileSync(svg, 'utf8')).toMatch(/^<svg /);
});

it('a peer that fails is named, and the others are measured', { timeout: 120_000 }, async () => {
  const directory = scratch();
  const alwaysFails = findProgram('false', process.env['PATH'])!;
  const only = ['--quick', '--only', '^transcode-zstd$', '--runs', '1', '--directory', directory];
  const { status, stdout, stderr } = await start([...only, '--reference', alwaysFails]).end;
  const paths = stdout.trim().split('\n');
  onTestFinished(() => {
    for (const path of paths) rmSync(path, { force: true });
  });
  expect(status).toBe(1);
  expect(stderr).toContain('failed: transcode-zstd: rpm2extents (the reference)');
  const { cases, failed } = JSON.parse(readFileSync(paths[0]!, 'utf8'));
  expect(failed).toHaveLength(1);
  const names = cases[0].contestants.map(({ name }: { name: string }) => name);
  expect(names).toContain('rpmcow-rpm2extents');
  expect(names).not.toContain('rpm2extents (the reference)');
});

it.each(['SIGINT', 'SIGTERM'] as const)(
  'interrupted by %s while it builds, it leaves nothing',
  async (signal) => {
    const directory = scratch();
    const { child, end, says } = start(['--only', 'transcode-lzma$', '--directory', directory]);
    await says('building package');
    child.kill(signal);
    expect(await end).toMatchObject({ status: null, signal });
    expect(readdirSync(directory)).toEqual([]);
  },
);

it('interrupted while it measures, it leaves nothing', async () => {
  const directory = scratch();
  const args = ['--quick', '--only', '^header', '--runs', '1000', '--directory', directory];
  const { child, end, says } = start(args);
  await says('1/1 header');
  await new Promise((later) => setTimeout(later, 1000));
  child.kill('SIGINT');
  expect(await end).toMatchObject({ status: null, signal: 'SIGINT' });
  expect(readdirSync(directory)).toEqual([]);
});

const noVolumes =
  process.getuid?.() !== 0
    ? 'only root can mount'
    : ['mkfs.btrfs', 'mkfs.xfs', 'losetup'].find((tool) => !findProgram(tool, process.env['PATH']));

it.skipIf(noVolumes).each([
  ['SIGINT', 'building package'],
  ['SIGTERM', '1/2 reuse@btrfs'],
  // What no program can handle: only the kernel cleans up.
  ['SIGKILL', '1/2 reuse@btrfs'],
] as const)('ended by %s at "%s", no volume is left', async (signal, moment) => {
  const directory = scratch();
  const env = { ...process.env, TMPDIR: directory };
  const { child, end, says } = start(['--quick', '--only', 'reuse', '--runs', '1000'], env);
  await says(moment);
  expect(ourLoops(directory)).not.toBe('');
  child.kill(signal);
  expect(await end).toMatchObject({ status: null, signal });
  if (signal !== 'SIGKILL') expect(readdirSync(directory)).toEqual([]);
  await expect.poll(() => ourLoops(directory), { timeout: 20_000 }).toBe('');
  expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(directory);
});

/** Loop devices whose image is, or was, in the directory. */
function ourLoops(directory: string): string {
  const { stdout } = spawnSync('losetup', ['--list', '--noheadings', '--output', 'BACK-FILE'], {
    encoding: 'utf8',
  });
  return stdout
    .split('\n')
    .filter((line) => line.includes(directory))
    .join('\n');
}

it.each([
  [['--fast'], /--fast/],
  [['--only', 'no-such-case', '--directory', '.'], /no case has such a name/],
  [['--directory', 'no-such-directory'], /there is no no-such-directory/],
  [['--reference', 'no-such-program', '--directory', '.'], /there is no no-such-program/],
])('wrong usage: %j', async (args, message) => {
  const { status, stderr } = await start(args).end;
  expect(status).toBe(2);
  expect(stderr).toMatch(message);
});

it('--help teaches, --list shows', async () => {
  const help = await start(['--help']).end;
  expect(help.status).toBe(0);
  expect(help.stdout).toContain('Examples:');
  const list = await start(['--list', '--quick', '--only', '@xfs']).end;
  expect(list.stdout).toMatch(/^reuse@xfs: /m);
  expect(list.stdout).not.toContain('@btrfs');
});

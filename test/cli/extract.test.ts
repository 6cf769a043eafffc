/** The verb extract: what it prints, how it exits, and what a signal leaves behind. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { beforeEach, expect, test } from 'vitest';
import { ended, environment, RPMCOW, run, samplePackage, scratch, start } from './programs.ts';

const MIB = 1024 * 1024;

let directory = '';
let root = '';
beforeEach(() => {
  directory = scratch();
  root = join(directory, 'root');
  mkdirSync(root);
});

async function sample(description = {}): Promise<string> {
  const path = join(directory, 'sample.rpm');
  writeFileSync(path, await samplePackage(description));
  return path;
}

test('a package, as text', async () => {
  const { status, stdout, stderr } = await run([RPMCOW, 'extract', await sample(), '-C', root]);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout.toString().replaceAll(directory, '…')).toBe(`\
…/sample.rpm: sample-1.0-1.noarch extracted to …/root
  4 regular files, 1 of them empty
  decoded: 3 files, 2.7 MiB
  contents: all have the digests of the header
  1 directory, 0 hard links, 1 symbolic link, 0 FIFOs
`);
  expect(readFileSync(join(root, 'opt/sample/small'), 'utf8')).toBe('small\n');
});

test('an extents file, as JSON', async () => {
  const rpm = await sample();
  const extents = join(directory, 'sample.extents');
  await run([RPMCOW, 'transcode', rpm, '-o', extents]);
  const arguments_ = ['extract', extents, '-C', root, '--reflink', 'never', '--format', 'json'];
  const { status, stdout } = await run([RPMCOW, ...arguments_]);
  expect(status).toBe(0);
  expect(JSON.parse(stdout.toString())).toMatchObject({
    tool: { name: 'rpmcow' },
    path: extents,
    root,
    nevra: 'sample-1.0-1.noarch',
    kind: 'extents',
    verified: true,
    regularFiles: 4,
    emptyFiles: 1,
    cloned: { files: 0, bytes: 0 },
    copied: { files: 3, bytes: 2_800_006 },
    notCloned: { 'not wanted': 3 },
    skipped: { ghosts: 0, devices: 0, sockets: 0 },
  });
});

test('contents that are not those of the header; --no-verify trusts them', async () => {
  const extents = join(directory, 'sample.extents');
  await run([RPMCOW, 'transcode', await sample(), '-o', extents]);
  const bytes = readFileSync(extents);
  bytes.write('SMALL', bytes.lastIndexOf('small\n'));
  writeFileSync(extents, bytes);
  const { status, stderr } = await run([RPMCOW, 'extract', extents, '-C', root]);
  expect(status).toBe(3);
  expect(stderr).toMatch(/\/opt\/sample\/small: .*\[cow-content-mismatch\]/);
  expect(readdirSync(root)).toEqual([]);

  const trusting = await run([RPMCOW, 'extract', extents, '-C', root, '--no-verify']);
  expect(trusting.status).toBe(0);
  expect(trusting.stdout.toString()).toContain('  contents: not proved (--no-verify)\n');
  expect(readFileSync(join(root, 'opt/sample/small'), 'utf8')).toBe('SMALL\n');
});

test('--no-verify, as JSON', async () => {
  const extents = join(directory, 'sample.extents');
  await run([RPMCOW, 'transcode', await sample(), '-o', extents]);
  const options = ['-C', root, '--no-verify', '--format', 'json'];
  const { stdout } = await run([RPMCOW, 'extract', extents, ...options]);
  expect(JSON.parse(stdout.toString()).verified).toBe(false);
});

test.each([
  ['no root', () => [], 2],
  ['a mode that is none', () => ['-C', root, '--reflink', 'perhaps'], 2],
  ['a root that is not there', () => ['-C', join(directory, 'nowhere')], 3],
  ['a plain package, to be cloned', () => ['-C', root, '--reflink', 'always'], 3],
])('%s', async (_, options, expected) => {
  const { status, stdout, stderr } = await run([RPMCOW, 'extract', await sample(), ...options()]);
  expect(stdout.toString()).toBe('');
  expect(stderr).not.toBe('');
  expect(stderr).not.toContain('bug');
  expect(status).toBe(expected);
});

test.each(['missing', 'not-a-package', 'empty'])('an input that is %s', async (name) => {
  const path = join(directory, name);
  if (name !== 'missing') writeFileSync(path, name === 'empty' ? '' : 'not a package\n'.repeat(20));
  const { status, stderr } = await run([RPMCOW, 'extract', path, '-C', root]);
  expect(status).toBe(3);
  expect(stderr).toContain(path);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s leaves nothing behind',
  async (signal) => {
    const content = Buffer.alloc(192 * MIB, 'copy on write\n');
    const files = [
      { path: '/opt/big', type: 'regular', content },
      { path: '/opt/new/small', type: 'regular', content: 'small' },
    ];
    mkdirSync(join(root, 'opt'));
    const rpm = await sample({ compressor: 'gzip', files });
    const child = start([RPMCOW, 'extract', rpm, '-C', root], {
      stdio: 'ignore',
      env: environment(),
    });
    const end = ended(child);
    while (readdirSync(join(root, 'opt')).length < 2 && child.exitCode === null)
      await setTimeout(5);
    child.kill(signal);
    expect(await end).toEqual({ status: null, signal });
    expect(readdirSync(join(root, 'opt'))).toEqual([]);
  },
  60_000,
);

/** The verb verify: exit status, text and JSON. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RPM2EXTENTS, RPMCOW, run, samplePackage, scratch } from './programs.ts';

/** Of a file and of its copy, which is the same content. */
const CONTENT_MISMATCH = { rule: 'cow-content-mismatch' };

let original: Buffer;
let extents: Buffer;
beforeAll(async () => {
  original = await samplePackage();
  extents = (await run([RPM2EXTENTS, 'SHA256'], { stdin: original })).stdout;
});

let directory = '';
beforeEach(() => {
  directory = scratch();
  const broken = Buffer.from(extents);
  broken[8192]! ^= 1;
  writeFileSync(join(directory, 'original'), original);
  writeFileSync(join(directory, 'good'), extents);
  writeFileSync(join(directory, 'broken'), broken);
});

const verify = (...args: string[]) => run([RPMCOW, 'verify', ...args], { cwd: directory });

describe('exit status', () => {
  it.each([
    [0, ['good']],
    [0, ['good', 'good']],
    [0, ['good', '--against', 'original']],
    [1, ['broken']],
    [1, ['good', 'broken', 'good']],
    [2, []],
    [2, ['good', 'good', '--against', 'original']],
    [2, ['good', '--format', 'xml']],
    [3, ['original']],
    [3, ['missing', 'good']],
    [3, ['broken', 'missing']],
    [3, ['good', '--against', 'missing']],
    [3, ['good', '--against', 'good']],
  ])('is %i for %j', async (status, args) => {
    const result = await verify(...args);
    expect(result.status, result.stderr).toBe(status);
    expect(result.stderr === '').toBe(status < 2);
  });
});

it('says what is proven', async () => {
  const { stdout } = await verify('good', '--against', 'original');
  const [title, summary, ...claims] = stdout.toString().split('\n');
  expect(title).toBe('good: proven');
  expect(summary).toMatch(
    /^ {2}sample-1\.0-1\.noarch: 6 files, 2 contents at multiples of \d+ bytes, /,
  );
  expect(summary).toContain(`${extents.length} bytes in all`);
  expect(claims).toEqual([
    '  every file of the header is there, with the digest the header has for it',
    '  headers and contents are those of original, byte for byte',
    '',
  ]);
});

it('says what is not', async () => {
  const { stdout } = await verify('broken');
  expect(stdout.toString()).toMatch(/^broken: NOT PROVEN\n.*\n .* \[cow-content-mismatch\]\n$/s);
});

it('prints one JSON document, whatever the files', async () => {
  const { stdout } = await verify('good', 'missing', 'broken', '--format', 'json');
  const { files } = JSON.parse(stdout.toString());
  expect(files).toMatchObject([
    { path: 'good', proven: true, findings: [], nevra: 'sample-1.0-1.noarch', files: 6 },
    { path: 'broken', proven: false, findings: [CONTENT_MISMATCH, CONTENT_MISMATCH] },
  ]);
});

it('keeps its verdict where nobody reads it', async () => {
  const command = ['sh', '-c', '{ sleep 0.2; "$@"; echo $? >&2; } | true', 'sh', RPMCOW, 'verify'];
  const result = await run([...command, 'good'], { cwd: directory });
  expect(result.stderr).toBe('0\n');
});

it('fails where its verdict cannot be written', async () => {
  const command = ['sh', '-c', '"$@" > /dev/full', 'sh', RPMCOW, 'verify', 'good'];
  for (const args of [[], ['--format', 'json']]) {
    const result = await run([...command, ...args], { cwd: directory });
    expect(result.status).toBe(3);
    expect(result.stderr).toMatch(/^rpmcow: cannot write to standard output: .*ENOSPC.*\n$/);
  }
});

/** What V8 compiled of the bundles: taken where it fits, and of no consequence where it does not. */
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { beforeEach, expect, it } from 'vitest';
import { ROOT, RPMCOW, type RunResult, run, samplePackage, scratch } from '../cli/programs.ts';

const DIST = join(RPMCOW, '..');
const DIGEST_LENGTH = 32;
const ENDING = '.bundle.code';

const kept = (folder: string) => readdirSync(folder).filter((name) => name.endsWith(ENDING));

/** Whether V8, as this process runs it, takes what is kept. */
function isTaken(folder: string, name: string): boolean {
  const source = readFileSync(join(folder, name.replace(/\.code$/, '')), 'latin1');
  const cachedData = readFileSync(join(folder, name)).subarray(DIGEST_LENGTH);
  return new Script(source, { cachedData }).cachedDataRejected === false;
}

it('is there after a build, and V8 takes it', () => {
  const names = kept(DIST);
  expect(names.map((name) => name.slice(0, -ENDING.length))).toEqual([
    'rpmcow-rpm2extents',
    'verb-check',
    'verb-dnf-hook',
    'verb-transcode',
    'verb-verify',
  ]);
  expect(names.filter((name) => !isTaken(DIST, name))).toEqual([]);
});

let dist: string;
let check: () => Promise<RunResult>;
beforeEach(async () => {
  const root = scratch();
  dist = join(root, 'dist');
  cpSync(DIST, dist, { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(root, 'sample.rpm'), await samplePackage());
  const command = [process.execPath, join(dist, 'rpmcow.js'), 'check', 'sample.rpm'];
  check = () => run(command, { cwd: root });
});

it.each<[string, (path: string) => void]>([
  ['is not there', (path) => rmSync(path)],
  ['is empty', (path) => writeFileSync(path, '')],
  ['is cut', (path) => writeFileSync(path, readFileSync(path).subarray(0, 5000))],
  ['is a directory', (path) => [rmSync(path), mkdirSync(path)]],
  ['is of another bundle', (path) => renameSync(join(path, '../verb-verify.bundle.code'), path)],
  [
    'is of another V8',
    (path) => {
      const code = readFileSync(path);
      code.writeUInt32LE(0x5eed, DIGEST_LENGTH + 4);
      writeFileSync(path, code);
    },
  ],
])('makes no difference where it %s', async (_, damage) => {
  const before = await check();
  damage(join(dist, 'verb-check.bundle.code'));
  const after = await check();
  expect(before.stdout.toString()).toContain('survives Copy-on-Write');
  expect(after).toEqual(before);
});

it('is not taken for a bundle of the same length that says something else', async () => {
  const path = join(dist, 'verb-check.bundle');
  const text = readFileSync(path, 'latin1');
  writeFileSync(
    path,
    text.replaceAll('survives Copy-on-Write', 'SURVIVES COPY-ON-WRITE'),
    'latin1',
  );
  expect((await check()).stdout.toString()).toContain('SURVIVES COPY-ON-WRITE');
});

it('says where it cannot be written', async () => {
  mkdirSync(join(dist, 'verb-check.bundle.code.tmp'));
  const { status, stderr } = await run([process.execPath, join(dist, 'keep-code.js')]);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^keep-code: E[A-Z]+: [^\n]*verb-check\.bundle\.code\.tmp'\n$/);
});

it('is made anew by who installs, also of a program that confines itself', async () => {
  const names = kept(dist);
  for (const name of names) rmSync(join(dist, name));
  const { status, stderr } = await run([process.execPath, join(dist, 'keep-code.js')]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(kept(dist)).toEqual(names);
  expect(names.filter((name) => !isTaken(dist, name))).toEqual([]);
  expect(readdirSync(dist).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

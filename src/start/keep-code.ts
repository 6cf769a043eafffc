/**
 * The program that keeps what V8 compiles of the bundles: run by the build, and once more by who installs,
 * for V8's code is of one version of Node. `node keep-code.js`, from the folder of the programs.
 *
 * Policy: of what a transaction or a pipeline starts again and again; of the rest nobody notices the
 * start. Each in a process of its own that does what most runs do, with the packages of samples/. It
 * writes into a file that is open before, because a transcoder that has confined itself can open none.
 */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  fstatSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codePath, loadBundle } from './bundle.ts';
import { requireNode } from './require-node.ts';

/** The descriptor for the code, of a process that runs a bundle. */
const CODE = 3;

requireNode('keep-code');
const [, self = '', bundle] = process.argv;
if (bundle !== undefined) keep(bundle);
else {
  try {
    keepAll();
  } catch (error) {
    process.stderr.write(`keep-code: ${(error as Error).message}\n`);
    process.exitCode = 1;
  }
}

function keepAll(): void {
  const folder = join(import.meta.dirname, 'samples');
  const samples = readdirSync(folder).map((name) => join(folder, name));
  const results = mkdtempSync(join(tmpdir(), 'rpmcow-keep-code-'));
  try {
    const extents = join(results, 'extents');
    const report = `ndjson=${join(results, 'report')}`;
    keepIn('verb-check', ['check', ...samples, '--report', report]);
    keepIn('verb-transcode', ['transcode', ...samples, '--out-dir', extents]);
    keepIn('verb-verify', ['verify', extents]);
    keepIn('verb-dnf-hook', ['dnf-hook', '--help']);
    keepIn('rpmcow-rpm2extents', ['SHA256'], samples[0]);
  } finally {
    rmSync(results, { recursive: true, force: true });
  }
}

/** Runs a bundle in a process of its own. @throws Error where no code comes of it. */
function keepIn(name: string, args: readonly string[], input = '/dev/null'): void {
  const path = `${codePath(name)}.tmp`;
  const [stdin, code] = [openSync(input, 'r'), openSync(path, 'w')];
  try {
    const { error } = spawnSync(process.execPath, [self, name, ...args], {
      stdio: [stdin, 'ignore', 'ignore', code],
    });
    if (error !== undefined) throw error;
    if (fstatSync(code).size === 0) throw new Error(`${name} ended before its end`);
    renameSync(path, codePath(name));
  } finally {
    closeSync(stdin);
    closeSync(code);
    rmSync(path, { force: true });
  }
}

function keep(name: string): void {
  process.argv.splice(2, 1);
  const { run, code } = loadBundle(name);
  process.on('exit', () => writeFileSync(CODE, code()));
  run();
}

/** The mock plugin, loaded by a stand-in for mock and told of builds. */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { missingTool } from '../../corpus/build/build-package.ts';
import { RPMCOW, run } from '../cli/programs.ts';
import { suiteUnless } from '../corpus/real-rpm.ts';
import { buildDirectory, RULE, type Stage } from './built-packages.ts';
import { INTEGRATIONS, installedProgram } from './pipeline.ts';

const PLUGIN = join(INTEGRATIONS, 'mock/rpmcow.py');
const STAND_IN = join(import.meta.dirname, 'mock-stand-in');

interface Build {
  /** As mock knows it when the hook is called. */
  readonly result?: 'success' | 'fail';
  readonly rpms?: readonly string[] | null;
  readonly opts?: Readonly<Record<string, unknown>>;
}

/** All packages of the stage in one directory, as mock leaves them. */
async function resultDirectory(stage: Stage): Promise<string> {
  const directory = await buildDirectory(stage);
  const resultdir = join(directory, 'result');
  mkdirSync(resultdir);
  for (const folder of ['RPMS/noarch', 'SRPMS']) {
    for (const name of readdirSync(join(directory, folder))) {
      renameSync(join(directory, folder, name), join(resultdir, name));
    }
  }
  return resultdir;
}

async function hear(resultdir: string, build: Build = {}) {
  const { result = 'success', rpms = readdirSync(resultdir), opts = { program: RPMCOW } } = build;
  const { status, stdout, stderr } = await run(
    [
      'python3',
      join(STAND_IN, 'build.py'),
      PLUGIN,
      JSON.stringify({ result, resultdir, rpms, opts }),
    ],
    { env: { PYTHONPATH: STAND_IN, PYTHONDONTWRITEBYTECODE: '1' } },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout.toString());
}

const logOf = (resultdir: string) => readFileSync(join(resultdir, 'rpmcow.log'), 'utf8');

suiteUnless(missingTool(), 'mock plugin', () => {
  it('fails a build with a planted deviation, and leaves the log beside the packages', async () => {
    const resultdir = await resultDirectory('planted');
    const { hooks, status, message } = await hear(resultdir);
    expect(hooks).toEqual(['postbuild']);
    expect(status).toBe(40);
    expect(message).toBe(
      `rpmcow check ended with exit status 1, see ${join(resultdir, 'rpmcow.log')}`,
    );
    expect(logOf(resultdir)).toContain(RULE);
  });

  it('lets it pass once it is fixed, and leaves source packages out', async () => {
    const resultdir = await resultDirectory('fixed');
    expect(readdirSync(resultdir)).toContain('hello-1-1.src.rpm');
    expect(await hear(resultdir)).toMatchObject({ status: 0 });
    expect(logOf(resultdir)).toContain('hello-1-1.noarch.rpm: survives');
    expect(logOf(resultdir)).not.toContain('.src.rpm');
  });

  it('fails for what cannot be read, and reports the others', async () => {
    const resultdir = await resultDirectory('unreadable');
    const { status, message } = await hear(resultdir);
    expect(status).toBe(40);
    expect(message).toContain('exit status 3');
    expect(logOf(resultdir)).toContain('page.rpm');
    expect(logOf(resultdir)).toContain(RULE);
  });

  it('runs as the user, with the arguments of the configuration', async () => {
    const resultdir = await resultDirectory('planted');
    const program = installedProgram(resultdir, 'user: $STAND_IN_USER');
    const opts = { program, arguments: ['--fail-on', 'never'] };
    expect(await hear(resultdir, { rpms: ['hello-1-1.noarch.rpm'], opts })).toMatchObject({
      status: 0,
    });
    expect(logOf(resultdir)).toMatch(/^user: somebody\n/);
  });

  it('says so where rpmcow is not installed', async () => {
    const resultdir = await resultDirectory('fixed');
    const { status, message } = await hear(resultdir, { opts: { program: '/nowhere/rpmcow' } });
    expect(status).toBe(40);
    expect(message).toMatch(/^rpmcow does not start: .*\/nowhere\/rpmcow/);
  });

  test.each<[string, Build]>([
    ['a failed build', { result: 'fail' }],
    ['a build that made no list, as of a source package', { rpms: null }],
    ['source packages only', { rpms: ['hello-1-1.src.rpm', 'hello-1-1.nosrc.rpm'] }],
  ])('nothing is checked for %s', async (_, build) => {
    const resultdir = await resultDirectory('planted');
    expect(await hear(resultdir, build)).toMatchObject({ status: 0 });
    expect(existsSync(join(resultdir, 'rpmcow.log'))).toBe(false);
  });
});

/** The actions file of libdnf5: what it calls answers as the actions plugin wants it. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { placeFile } from '../cli/corpus-files.ts';
import { scratch } from '../cli/programs.ts';
import { runAction } from './actions-plugin.ts';
import { REPOSITORY_PACKAGES } from './repository.ts';

const FOLDER = 'test-0123456789abcdef/packages';
const RULE = 'sig-region-early-trailer';
const PRE_TRANSACTION = ['libdnf5-pre-transaction'];

function described(name: string, version: string) {
  const nevra = `${name}-${version}-1.noarch`;
  const location = `Packages/${nevra}.rpm`;
  return { name, version, release: '1', nevra, repo_id: 'test', location };
}

const HELLO = described('hello', '1.1');
const VENDOR = described('vendor-cli', '2.0');

/** A cache as libdnf5 fills it, with these packages. */
async function cacheWith(...packages: (typeof HELLO)[]): Promise<string> {
  const cachedir = scratch();
  for (const { nevra } of packages) {
    const name = `${nevra}.rpm`;
    placeFile(cachedir, join(FOLDER, name), await REPOSITORY_PACKAGES[name]!());
  }
  return cachedir;
}

describe('before packages are installed', () => {
  test('good ones pass', async () => {
    const cachedir = await cacheWith(HELLO);
    const result = await runAction({
      arguments: PRE_TRANSACTION,
      cachedir,
      packages: [HELLO],
      raisesError: true,
    });
    expect(result).toEqual({
      exception: undefined,
      log: ['INFO: rpmcow: 1 package checked: 1 fit for Copy-on-Write'],
      status: 0,
      stderr: 'rpmcow: 1 package checked: 1 fit for Copy-on-Write\n',
    });
  });

  test.each([
    ['stops the transaction with raise_error=1', true],
    ['is only told of without', false],
  ])('one that Copy-on-Write breaks %s', async (_what, raisesError) => {
    const cachedir = await cacheWith(HELLO, VENDOR);
    const packages = [HELLO, VENDOR];
    const { exception, log, status, stderr } = await runAction({
      arguments: PRE_TRANSACTION,
      cachedir,
      packages,
      raisesError,
    });
    expect(status).toBe(0);
    expect(stderr).toMatch(/^rpmcow: vendor-cli-2\.0-1\.noarch \(test\) does not install/);
    const stop = raisesError ? exception : log.find((line) => line.startsWith('ERROR'));
    expect(stop).toContain(`rpmcow explain ${RULE}`);
    if (!raisesError) expect(exception).toBeUndefined();
  });

  test('the deny list is that of the action', async () => {
    const cachedir = await cacheWith(VENDOR);
    const { exception, stderr } = await runAction({
      arguments: [...PRE_TRANSACTION, '--denylist', 'other,vendor-cli'],
      cachedir,
      packages: [VENDOR],
      raisesError: true,
    });
    expect(exception).toBeUndefined();
    expect(stderr).toContain('0 fit for Copy-on-Write, 1 left alone');
  });

  test('of several copies the newest counts, and another repository is another', async () => {
    const cachedir = await cacheWith(HELLO);
    placeFile(cachedir, `test-more-0123456789abcdef/packages/${HELLO.nevra}.rpm`, 'other');
    placeFile(cachedir, `test-0123456789abcdee/packages/${HELLO.nevra}.rpm`, 'newer');
    const { stderr } = await runAction({
      arguments: PRE_TRANSACTION,
      cachedir,
      packages: [HELLO],
      raisesError: false,
    });
    expect(stderr).toMatch(/hello-1\.1-1\.noarch \(test\) is no package/);
  });

  test('a file that is not there is told of', async () => {
    const { exception } = await runAction({
      arguments: PRE_TRANSACTION,
      cachedir: scratch(),
      packages: [HELLO],
      raisesError: true,
    });
    expect(exception).toMatch(/hello-1\.1-1\.noarch \(test\) cannot be read: .*ENOENT/);
  });

  test.each([
    ['garbage', '<html>'],
    ['an error', '{"op":"reply","status":"ERROR","message":"no such domain"}'],
    ['less than was asked for', '{"op":"reply","status":"OK","return":{}}'],
  ])('a plugin that answers %s is told so', async (_what, packages) => {
    const { status, stderr } = await runAction({
      arguments: PRE_TRANSACTION,
      cachedir: scratch(),
      packages,
      raisesError: false,
    });
    expect(stderr).toMatch(/the actions plugin of libdnf5 answered what is not understood/);
    expect(status).toBe(2);
  });
});

test('before the download it names what should be on the deny list', async () => {
  const { exception, log } = await runAction({
    arguments: ['libdnf5-goal-resolved', '--denylist', 'vendor-*'],
    cachedir: scratch(),
    packages: [HELLO, VENDOR],
    raisesError: true,
  });
  expect({ exception, log }).toEqual({
    exception: undefined,
    log: [
      'WARNING: rpmcow: vendor-cli-2.0-1.noarch (test) is to be left alone, ' +
        'by denylist= in reflink.conf: the deny list has "vendor-*"',
    ],
  });
});

test('the file has five fields in each line, and calls what there is', () => {
  const path = resolve(import.meta.dirname, '../../src/dnf/rpmcow.actions');
  const actions = readFileSync(path, 'utf8')
    .split('\n')
    .map((line) => line.replace(/^#(?=[a-z_]+:)/, ''))
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(actions.length).toBe(3);
  for (const action of actions) {
    const [, hook, options] =
      /^(goal_resolved|pre_transaction):::(mode=json(?: raise_error=1)?):\/usr\/bin\/rpmcow dnf-hook libdnf5-[a-z-]+( --audit-state \S+)?$/.exec(
        action,
      ) ?? [];
    expect(options, action).toBeDefined();
    expect(action).toContain(`libdnf5-${hook?.replace('_', '-')}`);
  }
});

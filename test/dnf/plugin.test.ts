/** The plugin in the system's dnf, on file systems that clone, and on one that does not. */
import { chmodSync, existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest';
import { placeFile } from '../cli/corpus-files.ts';
import { ended, RPM2EXTENTS, RPMCOW, run } from '../cli/programs.ts';
import { type FileSystemKind, loopVolume } from '../support/loop-volume.ts';
import { type DnfHost, dnfHost, type HostOptions, noDnf } from './dnf-host.ts';
import { serveRepository, type TestRepository } from './repository.ts';

const TIME_LIMIT_MS = 60_000;
const RULE = 'sig-region-early-trailer';

let repository: TestRepository | undefined;

beforeAll(async () => {
  const reason = noDnf();
  if (reason === undefined) repository = await serveRepository();
  else console.warn(`skipped: ${reason}`);
}, TIME_LIMIT_MS);

afterAll(() => repository?.close());

/** A host on a volume of its own; the test is skipped where there can be none. */
function hostFor(
  { skip }: TestContext,
  options: Partial<HostOptions> = {},
  kind: FileSystemKind = 'btrfs',
): DnfHost {
  if (repository === undefined) return skip();
  const volume = loopVolume(kind);
  if (volume === undefined) return skip();
  return dnfHost(volume.path, { repository: repository.http, ...options });
}

function dnfTest(what: string, body: (context: TestContext) => Promise<void>): void {
  test(what, body, TIME_LIMIT_MS);
}

/** A program instead of rpmcow. */
function script(host: DnfHost, name: string, body: string): string {
  const path = join(host.directory, name);
  placeFile(host.directory, name, `#!/bin/sh\n${body}\n`);
  chmodSync(path, 0o755);
  return path;
}

/** rpmcow that leaves a note of each call. */
function watchedRpmcow(host: DnfHost): { readonly path: string; calls(): string[] } {
  const log = join(host.directory, 'calls');
  const path = script(host, 'watched', `echo "$2" >> ${log}; exec ${RPMCOW} "$@"`);
  const calls = () =>
    existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean) : [];
  return { path, calls };
}

describe('a good package', () => {
  dnfTest('is installed, upgraded and reinstalled, checked each time', async (context) => {
    const host = hostFor(context);
    for (const [args, installed] of [
      [['install', 'hello-1.0'], 'hello-1.0'],
      [['upgrade'], 'hello-1.1'],
      [['reinstall', 'hello'], 'hello-1.1'],
    ] as const) {
      const { status, output } = await host.dnf(...args);
      expect(output).toMatch(/^rpmcow: 1 package checked: 1 fit for Copy-on-Write$/m);
      expect(output.match(/rpmcow: nothing is transcoded: \S+ does not run a trans/g)).toHaveLength(
        1,
      );
      expect({ status, installed: host.installed() }).toEqual({
        status: 0,
        installed: [installed],
      });
    }
    expect(readFileSync(join(host.root, 'usr/bin/hello'), 'utf8')).toContain('hello 1.1');
  });

  dnfTest('of a repository in a directory is checked where it lies', async (context) => {
    const host = hostFor(context, { repository: repository?.file ?? '' });
    host.configure({ policy: 'enforce' });
    const { status, output } = await host.dnf('install', 'hello', 'vendor-cli');
    expect(status).toBe(1);
    expect(output).toMatch(/vendor-cli-2\.0-1\.noarch \(test\) does not install/);
    expect(output).not.toContain('nothing is transcoded');
    expect((await host.dnf('install', 'hello')).status).toBe(0);
  });

  dnfTest('that is only downloaded is none of our business', async (context) => {
    const host = hostFor(context, { transcodes: true });
    const rpmcow = watchedRpmcow(host);
    host.configure({ rpmcow: rpmcow.path, policy: 'enforce' });
    for (const args of [
      ['download', 'vendor-cli'],
      ['install', '--downloadonly', 'vendor-cli'],
    ]) {
      const { status, output } = await host.dnf(...args);
      expect({ status, output }).toEqual({
        status: 0,
        output: expect.not.stringContaining('rpmcow:'),
      });
    }
    expect(rpmcow.calls()).toEqual([]);
    expect(host.record()).toEqual([
      ['download', {}],
      ['download', {}],
    ]);
  });
});

describe('a package that Copy-on-Write breaks', () => {
  dnfTest('stops the transaction where that is enforced', async (context) => {
    const host = hostFor(context);
    host.configure({ policy: 'enforce' });
    const { status, output } = await host.dnf('install', 'hello', 'vendor-cli');
    expect({ status, installed: host.installed() }).toEqual({ status: 1, installed: [] });
    expect(output).toContain(
      'Error: rpmcow stops this transaction, as policy=enforce wants: 1 pack',
    );
    expect(output).toMatch(
      /vendor-cli-2\.0-1\.noarch \(test\) does not install with Copy-on-Write/,
    );
    expect(output).toContain(`[${RULE}]`);
    expect(output).toContain(`rpmcow explain ${RULE}`);
    expect(output).toContain('list vendor-cli in denylist= of rpmcow.conf');
  });

  dnfTest('is installed and told of by default', async (context) => {
    const host = hostFor(context);
    const { status, output } = await host.dnf('install', 'hello', 'vendor-cli');
    const installed = ['hello-1.1', 'vendor-cli-2.0'];
    expect({ status, installed: host.installed() }).toEqual({ status: 0, installed });
    expect(output).toMatch(/^rpmcow: vendor-cli-2\.0-1\.noarch \(test\) does not install/m);
    expect(output).toContain('rpmcow: 2 packages checked: 1 fit for Copy-on-Write, 1 not');
  });

  dnfTest('is installed where it is on the deny list', async (context) => {
    const host = hostFor(context);
    host.configure({ policy: 'enforce', denylist: 'other, vendor-c?i' });
    const { status, output } = await host.dnf('install', 'hello', 'vendor-cli');
    expect(output).toContain('rpmcow: 2 packages checked: 1 fit for Copy-on-Write, 1 left alone');
    expect({ status, count: host.installed().length }).toEqual({ status: 0, count: 2 });
  });

  dnfTest('is not looked at where that is off, or the plugin', async (context) => {
    const host = hostFor(context);
    const rpmcow = watchedRpmcow(host);
    const install = async (...args: string[]) => {
      const { status } = await host.dnf('install', 'vendor-cli', ...args);
      expect(status).toBe(0);
      expect((await host.dnf('remove', 'vendor-cli')).status).toBe(0);
      return rpmcow.calls();
    };
    host.configure({ rpmcow: rpmcow.path, enabled: '0' });
    expect(await install()).toEqual([]);
    host.configure({ rpmcow: rpmcow.path });
    expect(await install('--disableplugin=rpmcow')).toEqual([]);
    host.configure({ rpmcow: rpmcow.path, policy: 'off' });
    expect(await install()).toEqual(['resolved']);
    host.configure({ rpmcow: rpmcow.path });
    expect(await install('--cacheonly')).toEqual(['resolved', 'pre-transaction']);
  });

  dnfTest('also for every other host stops before anything is installed', async (context) => {
    const host = hostFor(context);
    host.configure({ policy: 'enforce' });
    const stopped = await host.dnf('install', 'hello', 'wrong-digest');
    expect(stopped.output).toMatch(
      /wrong-digest-1\.0-1\.noarch \(test\) is refused by rpm: .*\[digest-mi/,
    );
    expect({ status: stopped.status, installed: host.installed() }).toEqual({
      status: 1,
      installed: [],
    });

    host.configure({});
    const { status, output } = await host.dnf('install', 'wrong-digest');
    expect(output).toContain('Error unpacking rpm package wrong-digest');
    expect(output).toMatch(/^rpmcow: wrong-digest-1\.0-1\.noarch \(test\) is refused by rpm/m);
    expect({ status, installed: host.installed() }).toEqual({ status: 1, installed: [] });
  });
});

describe('with the state of an audit', () => {
  dnfTest('what it found to break is left alone', async (context) => {
    const host = hostFor(context, { transcodes: true });
    const audit_state = join(host.directory, 'audit.sqlite');
    const audit = await run([RPMCOW, 'audit', repository!.directory, '--state', audit_state]);
    expect({ status: audit.status, stderr: audit.stderr }).toEqual({ status: 0, stderr: '' });
    host.configure({ policy: 'enforce', audit_state });
    const { status, output } = await host.dnf('install', 'vendor-cli');
    const why = `the audit says cow-fails [${RULE}]`;
    expect(output).toContain(`rpmcow: vendor-cli-2.0-1.noarch is left as it is: ${why}`);
    expect(output).toContain('rpmcow: 1 package checked: 0 fit for Copy-on-Write, 1 left alone');
    expect(host.record()[0]![1]).toHaveProperty(
      'LIBREPO_TRANSCODE_RPMS_DENYLIST',
      'vendor-cli-2.0-1',
    );
    expect({ status, installed: host.installed() }).toEqual({
      status: 0,
      installed: ['vendor-cli-2.0'],
    });
  });

  dnfTest('that is missing nothing is done, and told', async (context) => {
    const host = hostFor(context);
    host.configure({ audit_state: '/nonexistent/audit.sqlite' });
    const { status, output } = await host.dnf('install', 'hello');
    expect(output).toMatch(
      /the packages were not checked: \S+ ended with 3: .*nonexistent.*opened/,
    );
    expect({ status, installed: host.installed() }).toEqual({
      status: 0,
      installed: ['hello-1.1'],
    });
  });
});

describe('rpmcow that does not answer', () => {
  const TROUBLES: readonly (readonly [what: string, body: string | undefined, says: string])[] = [
    ['is missing', undefined, 'does not start: No such file or directory'],
    ['ends with a bug', 'echo this is a bug >&2; exit 70', 'ended with 70: this is a bug'],
    ['is killed', 'kill -9 $$', 'ended with -9: it said nothing'],
    ['prints garbage', 'echo "<html>"', "not understood: '<html>'"],
    ['prints other JSON', 'echo "[1]"', "not understood: '[1]'"],
    ['answers in other types', `echo '{"environment":{"A":1}}'`, 'not understood: \'{"envir'],
    ['ends too early', `echo '{"level":"info","text":"so far"}'`, 'did not finish its answer'],
    ['hangs', 'sleep 60 & wait', 'took longer than 1 seconds'],
  ];

  test.each(TROUBLES)(
    'because it %s',
    async (_what, body, says) => {
      // The table of a test has the place of its context.
      if (repository === undefined) return;
      const volume = loopVolume('btrfs');
      if (volume === undefined) return;
      const host = dnfHost(volume.path, { repository: repository.http });
      const rpmcow =
        body === undefined ? join(host.directory, 'missing') : script(host, 'false-rpmcow', body);

      host.configure({ rpmcow, timeout: '1', policy: 'enforce' });
      const enforced = await host.dnf('install', 'hello');
      expect(enforced.output).toContain('Error: rpmcow: the packages could not be checked');
      expect(enforced.output).toContain(says);
      expect({ status: enforced.status, installed: host.installed() }).toEqual({
        status: 1,
        installed: [],
      });

      host.configure({ rpmcow, timeout: '1' });
      const reported = await host.dnf('install', 'hello');
      expect(reported.output).toMatch(/^rpmcow: nothing is transcoded: /m);
      expect(reported.output).toMatch(/^rpmcow: the packages were not checked: /m);
      expect(reported.output).toContain(says);
      expect({ status: reported.status, installed: host.installed() }).toEqual({
        status: 0,
        installed: ['hello-1.1'],
      });
      // Its file system could not be unmounted if anything of it were left running.
    },
    TIME_LIMIT_MS,
  );

  dnfTest('can be interrupted', async (context) => {
    const host = hostFor(context);
    const rpmcow = script(host, 'slow', `echo >> ${host.directory}/started; sleep 60 & wait`);
    host.configure({ rpmcow });
    const installing = host.start('install', 'hello');
    while (!existsSync(join(host.directory, 'started'))) await setTimeout(20);
    installing.kill('SIGINT');
    const { status } = await ended(installing);
    expect({ status, installed: host.installed() }).toEqual({ status: 1, installed: [] });
  });

  dnfTest('is not asked where the configuration is wrong', async (context) => {
    const host = hostFor(context);
    host.configure({ policy: 'enforced' });
    const { status, output } = await host.dnf('install', 'hello');
    expect(output).toContain('rpmcow.conf: policy is one of off, report, enforce, not "enforced"');
    expect({ status, installed: host.installed() }).toEqual({ status: 1, installed: [] });
    host.configure({ timeout: 'soon' });
    expect((await host.dnf('install', 'hello')).output).toContain('timeout is a number of seconds');
    expect((await host.dnf('repoquery', 'hello')).status).toBe(0);
  });
});

describe('where librepo runs a transcoder', () => {
  dnfTest('it is set for the download, and then as it was', async (context) => {
    const host = hostFor(context, { transcodes: true });
    host.configure({ denylist: 'vendor-cli' });
    const { output } = await host.dnf('install', 'hello', 'vendor-cli');
    const LIBREPO_TRANSCODE_RPMS = `${RPM2EXTENTS} SHA256`;
    const LIBREPO_TRANSCODE_RPMS_DENYLIST = 'vendor-cli-2.0-1';
    expect(host.record()[0]).toEqual([
      'download',
      { LIBREPO_TRANSCODE_RPMS, LIBREPO_TRANSCODE_RPMS_DENYLIST },
    ]);
    expect(output).toContain(
      'rpmcow: vendor-cli-2.0-1.noarch is left as it is: the deny list has "vendor-cli"',
    );
    // What it made is no plain package any more, and this rpm knows no other.
    expect(output).toMatch(/hello-1\.1-1\.noarch does not verify: Payload SHA256.* digest: BAD/);
    expect(output).not.toContain('vendor-cli-2.0-1.noarch does not verify');
  });

  dnfTest('extents files are proven', async (context) => {
    const host = hostFor(context, { transcodes: true });
    // So that this rpm looks at the payload only when it unpacks it.
    placeFile(host.directory, 'home/.rpmmacros', '%_pkgverify_level none\n');
    host.configure({ policy: 'enforce' });
    const { output } = await host.dnf('install', 'hello');
    expect(output).toContain('rpmcow: 1 package checked: 1 fit for Copy-on-Write');
    expect(host.record().slice(1)).toEqual([
      ['pre_transaction', {}],
      ['transaction', {}],
    ]);

    const flawed = `${RPM2EXTENTS} "$@" | sed 's/copy on write/copy on wrote/'`;
    host.configure({ policy: 'enforce', transcoder: script(host, 'flawed', flawed) });
    expect((await host.dnf('clean', 'packages')).status).toBe(0);
    const stopped = await host.dnf('install', 'hello');
    expect(stopped.output).toMatch(/hello-1\.1-1\.noarch \(test\) is a wrong extents file: /);
    expect(stopped.output).toContain('To download hello again: dnf clean packages');
    expect(stopped.output).not.toContain('Running transaction\n');
  });

  dnfTest('what somebody else has set stays', async (context) => {
    const host = hostFor(context, {
      transcodes: true,
      env: { LIBREPO_TRANSCODE_RPMS: '/bin/cat' },
    });
    const { status, output } = await host.dnf('install', 'hello');
    expect(status).toBe(0);
    expect(output).toContain('LIBREPO_TRANSCODE_RPMS is set already, to "/bin/cat", and stays');
    expect(host.record().map(([, variables]) => variables)).toEqual(
      Array(3).fill({ LIBREPO_TRANSCODE_RPMS: '/bin/cat' }),
    );
  });

  dnfTest('nothing is where the cache does not clone', async (context) => {
    const host = hostFor(context, { transcodes: true }, 'tmpfs');
    const { status, output } = await host.dnf('install', 'hello');
    expect({ status, variables: host.record()[0] }).toEqual({
      status: 0,
      variables: ['download', {}],
    });
    expect(output).toMatch(/nothing is transcoded: the file system of \S+ does not share blocks/);
  });

  dnfTest('what is installed elsewhere is told to be copied', async (context) => {
    const elsewhere = loopVolume('btrfs');
    if (elsewhere === undefined) return context.skip();
    const host = hostFor(context, { transcodes: true });
    mkdirSync(join(host.root, 'var/cache'), { recursive: true });
    symlinkSync(elsewhere.path, join(host.root, 'var/cache/dnf'));
    const { output } = await host.dnf('install', 'hello');
    expect(output).toMatch(/root is on another file system than the cache: what is inst/);
    expect(host.record()[0]![1]).toHaveProperty('LIBREPO_TRANSCODE_RPMS');
  });
});

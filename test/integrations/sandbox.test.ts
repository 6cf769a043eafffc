/** The wrappers that confine the transcoder from outside, in the place that librepo has for it. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { environment, findings, RPM2EXTENTS, samplePackage, scratch } from '../cli/programs.ts';
import { run, suiteUnless } from '../corpus/real-rpm.ts';
import { download } from '../support/librepo-stand-in.ts';
import { INTEGRATIONS, ROOT } from './pipeline.ts';

const BWRAP = visible(join(INTEGRATIONS, 'sandbox/rpmcow-rpm2extents-bwrap'));
const SYSTEMD = join(INTEGRATIONS, 'sandbox/rpmcow-rpm2extents-systemd');

/** The wrapper hides /tmp. Where the project lies there, one that does not hide the project. */
function visible(wrapper: string): string {
  if (!ROOT.startsWith('/tmp/')) return wrapper;
  const directory = mkdtempSync(join(tmpdir(), 'rpmcow-wrapper-'));
  afterAll(() => rmSync(directory, { recursive: true }));
  const path = join(directory, 'bwrap');
  const text = readFileSync(wrapper, 'utf8');
  writeFileSync(path, text.replace('--tmpfs /tmp', `--tmpfs /tmp --ro-bind ${ROOT} ${ROOT}`));
  chmodSync(path, 0o755);
  return path;
}

/** Downloads a package by way of a wrapper and its arguments. */
async function get(wrapper: string, bytes: Uint8Array, env: Record<string, string> = {}) {
  const target = join(scratch(), 'sample.rpm');
  const result = await download({
    ...{ setting: wrapper, bytes, target, algorithm: 'sha256' },
    env: environment({ RPMCOW_RPM2EXTENTS: RPM2EXTENTS, ...env }),
  });
  return { ...result, file: readFileSync(target) };
}

/** A sandbox with nothing in it, as the wrapper makes it. */
const sandbox = spawnSync('bwrap', ['--unshare-all', '--ro-bind', '/', '/', 'true'], {
  encoding: 'utf8',
});
const noBwrap = sandbox.status === 0 ? undefined : `bwrap: ${sandbox.error ?? sandbox.stderr}`;

suiteUnless(noBwrap, 'bubblewrap', () => {
  test('transcodes', async () => {
    const { outcome, stderr, file } = await get(`${BWRAP} SHA256`, await samplePackage());
    expect({ outcome, stderr }).toEqual({ outcome: 'stored', stderr: '' });
    expect(await findings(file)).toEqual([]);
  });

  test('has no network, no root, no other process, and writes nothing', async () => {
    // In the place of the program a shell, and in that of the package what it is to do.
    const probe = `
      echo "user $(id -u)"
      echo "interfaces $(tail -n +3 /proc/net/dev | grep -cv lo:)"
      echo "processes $(ls -d /proc/[0-9]* | wc -l)" | sed 's/ [1-9]$/ few/'
      grep -E 'CapEff|NoNewPrivs' /proc/self/status | tr '\\t' ' '
      for path in / /etc /usr /root /var/lib/rpm; do
        ! (: > "$path/probe") 2>/dev/null || echo "wrote to $path"
      done`;
    const env = { RPMCOW_RPM2EXTENTS: '/bin/sh' };
    const { file } = await get(`${BWRAP} -s`, Buffer.from(probe), env);
    const user = process.getuid!() === 0 ? 65534 : process.getuid!();
    expect(file.toString().trim().split('\n')).toEqual([
      `user ${user}`,
      'interfaces 0',
      'processes few',
      'CapEff: 0000000000000000',
      'NoNewPrivs: 1',
    ]);
  });
});

test.each([
  ['bubblewrap', BWRAP, 'no sandbox can be made'],
  ['systemd', SYSTEMD, 'systemd does not run here'],
])('the package comes out as it is where there is no %s', async (_, wrapper, said) => {
  if (wrapper === SYSTEMD && existsSync('/run/systemd/system')) return;
  const bytes = await samplePackage();
  const bin = scratch();
  for (const tool of ['cat', 'id', 'setpriv', 'true', 'sh']) {
    const { stdout } = spawnSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' });
    spawnSync('ln', [
      '-s',
      stdout.trim() === tool ? `/bin/${tool}` : stdout.trim(),
      join(bin, tool),
    ]);
  }
  const target = join(scratch(), 'sample.rpm');
  const env = { ...environment(), PATH: bin };
  const setting = `${wrapper} SHA256`;
  const { outcome, stderr } = await download({ setting, bytes, target, algorithm: 'sha256', env });
  expect(outcome).toBe('hashed');
  expect(stderr).toContain(said);
});

const noAnalyze =
  spawnSync('systemd-analyze', ['--version']).status === 0
    ? undefined
    : 'systemd-analyze is not installed';

suiteUnless(noAnalyze, "systemd's own judgement", () => {
  const properties = [...readFileSync(SYSTEMD, 'utf8').matchAll(/-p (\S+)/g)].map(([, it]) => it);

  function unit(): string {
    const path = join(scratch(), 'transcoder.service');
    writeFileSync(path, `[Service]\nType=oneshot\nExecStart=/bin/true\n${properties.join('\n')}\n`);
    return path;
  }

  test('it knows every property', () => {
    expect(properties.length).toBeGreaterThan(10);
    expect(run('systemd-analyze', ['verify', unit()])).toEqual({ ok: true, output: '' });
  });

  test('it finds the service little exposed', () => {
    const { output } = run('systemd-analyze', ['security', '--offline=yes', '--no-pager', unit()]);
    const exposure = Number(/exposure level for \S+: ([\d.]+)/.exec(output)![1]);
    expect(exposure).toBeLessThan(3);
  });
});

const noShellcheck =
  spawnSync('shellcheck', ['--version']).status === 0 ? undefined : 'shellcheck is not installed';

suiteUnless(noShellcheck, 'shellcheck', () => {
  describe.each([BWRAP, SYSTEMD])('%s', (path) => {
    test('has nothing to say', () => {
      expect(run('shellcheck', ['--exclude=SC2086', path])).toEqual({ ok: true, output: '' });
    });
  });
});

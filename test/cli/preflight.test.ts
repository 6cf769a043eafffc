/** The verb preflight, as a process. */
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { loopVolume } from '../support/loop-volume.ts';
import { RPMCOW, run, scratch } from './programs.ts';

/** All that a host needs, but for the file system and what is none of a file's business. */
const COMPLETE: Readonly<Record<string, string>> = {
  'usr/bin/rpm': '',
  'usr/bin/rpmkeys': '',
  'usr/bin/dnf': '',
  'usr/bin/node': '',
  'usr/bin/rpmcow-rpm2extents': 'rpmcow',
  'usr/lib/rpm/macros':
    '%_dbpath /var/lib/rpm\n%__plugindir /usr/lib64/rpm-plugins\n' +
    '%__transaction_reflink %{__plugindir}/reflink.so\n',
  'usr/lib64/rpm-plugins/reflink.so': 'isTranscodedRpm',
  'usr/lib64/librpm.so.9': 'isTranscodedRpm',
  'usr/lib64/librepo.so.0': 'LIBREPO_TRANSCODE_RPMS',
  'usr/lib/python3.13/site-packages/dnf-plugins/rpmcow.py': '',
};

function systemIn(directory: string, missing: readonly string[] = []): string {
  const system = join(directory, 'system');
  mkdirSync(join(system, 'var/cache/dnf'), { recursive: true });
  for (const [path, content] of Object.entries(COMPLETE)) {
    if (missing.includes(path)) continue;
    const file = join(system, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (path.startsWith('usr/bin/')) chmodSync(file, 0o755);
  }
  return system;
}

const QUIET = { LIBREPO_TRANSCODE_RPMS: undefined };

async function preflight(...args: readonly string[]) {
  const { status, stdout, stderr } = await run([RPMCOW, 'preflight', ...args], { env: QUIET });
  return { status, stdout: stdout.toString(), stderr };
}

async function document(...args: readonly string[]) {
  const { status, stdout } = await preflight('--format', 'json', ...args);
  return { status, report: JSON.parse(stdout) };
}

describe('on btrfs', () => {
  it('says that the host can, and what is worth a word; and leaves nothing', async () => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const system = systemIn(volume.path);
    const before = readdirSync(volume.path, { recursive: true });
    const { status, stdout, stderr } = await preflight('--system', system);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    // The node of a system elsewhere is not run, and the volume is small.
    expect(stdout).toMatch(/^This host can do Copy-on-Write, but:\n/);
    expect(stdout).toContain('unknown host-node: /usr/bin/node was not run\n');
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
      `ok host-fs: btrfs at ${system}/var/cache/dnf: a block was cloned;`,
    );
    expect(stdout).not.toContain('\x1b');
    expect(readdirSync(volume.path, { recursive: true })).toEqual(before);
  });

  test.each([
    ['usr/lib64/rpm-plugins/reflink.so', 'host-plugin'],
    ['usr/lib64/librepo.so.0', 'host-librepo'],
    ['usr/bin/rpmcow-rpm2extents', 'host-transcoder'],
  ])('without %s it cannot', async (path, id) => {
    const volume = loopVolume('btrfs');
    if (volume === undefined) return;
    const { status, report } = await document('--system', systemIn(volume.path, [path]));
    expect({ status, verdict: report.verdict, because: report.because }).toEqual({
      status: 1,
      verdict: 'cannot',
      because: [id],
    });
  });

  it('looks at the root and the cache that it is told', async () => {
    const volume = loopVolume('btrfs');
    const other = loopVolume('ext4');
    if (volume === undefined || other === undefined) return;
    const system = systemIn(scratch());
    const places = ['--root', volume.path, '--cache', join(volume.path, 'cache')];
    const good = await document('--system', system, ...places);
    expect(good.report).toMatchObject({
      system,
      root: volume.path,
      cache: join(volume.path, 'cache'),
      verdict: 'can-but',
    });
    const bad = await document('--system', system, '--root', other.path);
    expect(bad.report.because).toEqual(['host-fs']);
    expect(bad.status).toBe(1);
  });
});

it('without permission does not know', async () => {
  const volume = loopVolume('btrfs');
  if (volume === undefined) return;
  const system = systemIn(volume.path);
  const shell = `process.setgroups([]); process.setgid(65534); process.setuid(65534);`;
  const hook = join(scratch(), 'nobody.cjs');
  writeFileSync(hook, shell);
  for (const directory of [dirname(hook), dirname(volume.path)]) chmodSync(directory, 0o755);
  const { status, stdout } = await run(
    [RPMCOW, 'preflight', '--system', system, '--format', 'json'],
    { env: { ...QUIET, NODE_OPTIONS: `--require=${hook}` } },
  );
  const { verdict, because, checks } = JSON.parse(stdout.toString());
  expect({ status, verdict, because }).toEqual({
    status: 3,
    verdict: 'unknown',
    because: ['host-fs', 'host-root-split', 'host-nocow'],
  });
  expect(checks[0].found).toContain('no permission to write there');
});

test.each([
  [['surplus'], 2, 'too many arguments'],
  [['--format', 'xml'], 2, "argument 'xml' is invalid"],
  [['--root', '/nowhere/at/all'], 3, 'cannot list /nowhere/at/all'],
  [['--system', '/etc/hostname'], 3, 'cannot list /etc/hostname'],
  [['--cache', '/etc/passwd'], 3, 'ENOTDIR'],
])('%j is status %i', async (args, expected, message) => {
  const { status, stdout, stderr } = await preflight(...args);
  expect({ status, stdout }).toEqual({ status: expected, stdout: '' });
  expect(stderr).toContain(message);
});

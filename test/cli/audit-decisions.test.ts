/** What follows on an audit: deny list, comparison, forecast, gate, report for vendors. */
import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { placeFile, placePackages } from './corpus-files.ts';
import { RPM2EXTENTS, RPMCOW, run, samplePackage, scratch } from './programs.ts';

const SOUND = ['odd-names', 'hard-links'];
/** By the reference's rule it goes with all that has its name, such as `plain`. */
const BROKEN = 'signature-trailer-early';

async function rpmcow(cwd: string, ...args: string[]) {
  const { status, stdout, stderr } = await run([RPMCOW, ...args], { cwd });
  return { status, stdout: stdout.toString(), stderr };
}

/** A directory with `old.sqlite`, of a sound repository, and `new.sqlite`, of one that got worse. */
async function audits(): Promise<string> {
  const directory = scratch();
  await placePackages(join(directory, 'repo'), SOUND);
  const audit = (state: string) =>
    rpmcow(directory, 'audit', '--depth', 'payload', '--state', state, 'repo');
  expect((await audit('old.sqlite')).status).toBe(0);
  await placePackages(join(directory, 'repo'), [BROKEN, 'plain']);
  expect((await audit('new.sqlite')).status).toBe(0);
  return directory;
}

describe('denylist', () => {
  it('is told, written for both readers, and kept to by the transcoder', async () => {
    const directory = await audits();
    const text = await rpmcow(directory, 'denylist', 'new.sqlite');
    expect(text).toMatchObject({ status: 0, stderr: '' });
    expect(text.stdout).toContain('denylist=');
    expect(text.stdout).toMatch(/Denied by accident[\s\S]*plain\.rpm \(repo\)/);

    const { stdout: conf } = await rpmcow(directory, 'denylist', '--format', 'conf', 'new.sqlite');
    expect(conf).toMatch(/^(# .*\n)+\[main\]\nenabled=1\ndenylist=[^\n]+\n$/);
    const { stdout: env } = await rpmcow(directory, 'denylist', '--format', 'env', 'new.sqlite');
    const [name, value] = env.trimEnd().split('=') as [string, string];
    expect(conf).toContain(`denylist=${value}\n`);

    for (const [each, isDenied] of [
      [BROKEN, true],
      ['plain', true],
      ['odd-names', false],
    ] as const) {
      const stdin = readFileSync(join(directory, 'repo', `${each}.rpm`));
      const { stdout } = await run([RPM2EXTENTS, 'SHA256'], { stdin, env: { [name]: value } });
      expect(stdout.equals(stdin), each).toBe(isDenied);
    }
  });

  it('names every package in JSON, and fails where one cannot be denied', async () => {
    const directory = scratch();
    placeFile(join(directory, 'repo'), 'nameless.rpm', withoutLeadName(await brokenPackage()));
    await rpmcow(directory, 'audit', 'repo');
    const { status, stdout, stderr } = await rpmcow(directory, 'denylist', '--format', 'json');
    expect(status).toBe(1);
    expect(stderr).toContain('0 items deny 0 of 1 package');
    expect(JSON.parse(stdout)).toMatchObject({
      value: ',',
      items: [],
      packages: [{ location: 'nameless.rpm', leadName: '', impossible: 'empty-name' }],
    });
  });

  it('of no audit is no list', async () => {
    const { status, stderr } = await rpmcow(scratch(), 'denylist');
    expect(status).toBe(3);
    expect(stderr).toContain('rpmcow-audit.sqlite');
  });
});

async function brokenPackage(): Promise<Buffer> {
  const directory = scratch();
  await placePackages(directory, [BROKEN]);
  return readFileSync(join(directory, `${BROKEN}.rpm`));
}

function withoutLeadName(bytes: Buffer): Buffer {
  return Buffer.from(bytes).fill(0, 10, 76);
}

describe('compare', () => {
  it('exits with 1 where it got worse, and only there', async () => {
    const directory = await audits();
    const worse = await rpmcow(directory, 'compare', 'old.sqlite', 'new.sqlite');
    expect(worse.status).toBe(1);
    expect(worse.stdout).toContain('2 packages new, 0 gone');
    expect(worse.stdout).toContain('error sig-region-early-trailer');
    const back = await rpmcow(directory, 'compare', 'new.sqlite', 'old.sqlite');
    expect(back).toMatchObject({ status: 0, stderr: '' });
    expect(back.stdout).toContain('0 packages new, 2 gone');
    const args = ['--fail-on', 'never', '--format', 'markdown', 'old.sqlite', 'new.sqlite'];
    const ticket = await rpmcow(directory, 'compare', ...args);
    expect(ticket.status).toBe(0);
    expect(ticket.stdout).toMatch(/^## rpmcow compare\n/);
    expect(ticket.stdout).toContain('### Worse (1)');
  });

  it('knows a package in its next version', async () => {
    const directory = scratch();
    for (const version of ['1.0', '1.1']) {
      const repository = join(directory, 'repo');
      rmSync(repository, { recursive: true, force: true });
      placeFile(repository, `sample-${version}.rpm`, await samplePackage({ version }));
      await rpmcow(directory, 'audit', '--state', version, 'repo');
    }
    const { status, stdout } = await rpmcow(directory, 'compare', '--format', 'json', '1.0', '1.1');
    expect(status).toBe(0);
    expect(JSON.parse(stdout).changes).toMatchObject([
      {
        kind: 'version',
        old: 'sample-1.0-1.noarch',
        current: 'sample-1.1-1.noarch',
        trend: 'same',
      },
    ]);
  });
});

describe('estimate', () => {
  it('says room and time, by the rate that it is told', async () => {
    const directory = await audits();
    const { status, stdout } = await rpmcow(directory, 'estimate', 'new.sqlite');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}repo +4 /m);
    expect(stdout).toContain('the one published measurement');
    const args = ['estimate', '--rate', '0.001', '--format', 'json', 'new.sqlite'];
    const { total, rates } = JSON.parse((await rpmcow(directory, ...args)).stdout);
    expect(rates.transcode).toBeCloseTo(1048.576);
    expect(total.seconds.transcode).toBeCloseTo(total.perBlockSize[0].extentsBytes / 1048.576, 0);
    expect((await rpmcow(directory, 'estimate', '--rate', '0', 'new.sqlite')).status).toBe(2);
  });
});

describe('audit', () => {
  it('is shut at the gate by what is new, and only by that', async () => {
    const directory = await audits();
    const gate = (...args: string[]) =>
      rpmcow(directory, 'audit', '--depth', 'payload', '--state', 'new.sqlite', ...args, 'repo');
    const shut = await gate('--gate', 'cow-fails', '--baseline', 'old.sqlite');
    expect(shut.status).toBe(1);
    expect(shut.stderr).toMatch(/the gate is shut: 1 package in the way\n.*cow-fails\n/);
    expect((await gate('--gate', 'cow-fails')).status).toBe(1);
    cpSync(join(directory, 'new.sqlite'), join(directory, 'accepted.sqlite'));
    const open = await gate('--gate', 'cow-fails,error', '--baseline', 'accepted.sqlite');
    expect(open.status).toBe(0);
    expect(open.stderr).toContain('the gate is open');
    expect((await gate('--gate', 'cow-fals')).status).toBe(2);
    expect((await gate('--baseline', 'old.sqlite')).status).toBe(2);
    expect((await gate('--gate', 'error', '--baseline', 'none.sqlite')).status).toBe(3);
  });

  it('writes one report for all packages of a builder', async () => {
    const directory = await audits();
    const report = (builder: string) =>
      rpmcow(
        directory,
        'audit',
        '--state',
        'new.sqlite',
        '--report',
        'vendor',
        '--builder',
        builder,
        'repo',
      );
    const { stdout } = await report('*');
    expect(stdout).toMatch(/^# \d packages? built by \\\* with defects\n/);
    expect(stdout).toContain('Rule `sig-region-early-trailer`');
    expect((await report('nobody')).stdout).toMatch(/^# 0 packages built by nobody with defects\n/);
  });
});

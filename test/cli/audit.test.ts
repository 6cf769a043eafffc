/** The verb audit: reports, the state between runs, and what ends a run early. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { AuditState } from '../../src/audit/state/audit-state.ts';
import { placeAt } from '../support/scratch-repository.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { ended, environment, RPMCOW, run, scratch, start } from './programs.ts';

let root = '';
let state = '';
beforeEach(() => {
  root = scratch();
  state = join(scratch(), 'state.sqlite');
});

function command(...options: readonly string[]): string[] {
  return [RPMCOW, 'audit', root, '--state', state, ...options];
}

/** So many packages that an audit of them takes a second. */
async function placeMany(): Promise<void> {
  const names = ['plain', 'hard-links', 'plain-zstd', 'trailer-removed', 'digests-md5', 'no-files'];
  const packages = await Promise.all(names.map(packageBytes));
  for (let i = 0; i < 3000; i++) {
    writeFileSync(join(root, `package-${i}.rpm`), packages[i % packages.length]!);
  }
}

it('audits a directory: a summary, and reports in files', async () => {
  await placeAt(root, 'plain.rpm', 'trailer-removed.rpm');
  const [json, html] = [join(root, 'audit.json'), join(root, 'audit.html')];
  const { status, stdout, stderr } = await run(
    command('--report', `json=${json}`, '--report', `html=${html}`),
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout.toString()).toContain(root);
  const report = JSON.parse(readFileSync(json, 'utf8'));
  expect(report.packages.map(({ location }: { location: string }) => location)).toEqual([
    'plain.rpm',
    'trailer-removed.rpm',
  ]);
  expect(readFileSync(html, 'utf8')).toContain('trailer-removed.rpm');
});

it.each(['text', 'json', 'ndjson', 'csv', 'markdown', 'html'])(
  'gives the same %s report again when nothing has changed',
  async (format) => {
    await placeAt(root, 'plain.rpm', 'trailer-removed.rpm');
    const first = await run(command('--format', format));
    const second = await run(command('--report', format));
    expect(first.stdout.length).toBeGreaterThan(100);
    expect(second.stdout).toEqual(first.stdout);
  },
);

it('exits with 3 where something could not be read, and audits the rest', async () => {
  await placeAt(root, 'plain.rpm', 'signature-truncated.rpm');
  for (const _ of ['read', 'known']) {
    const { status, stdout } = await run(command('--format', 'ndjson'));
    expect(status).toBe(3);
    expect(stdout.toString()).toContain('"plain.rpm"');
  }
  const missing = await run([RPMCOW, 'audit', join(root, 'missing'), '--state', state]);
  expect(missing.status).toBe(3);
  expect(missing.stdout.toString()).toContain('missing');
});

describe('wrong usage', () => {
  test.each([
    [['--depth', 'deep'], /'deep' is invalid/],
    [['--report', 'htm=x'], /Perhaps html\?/],
    [['--format', 'csv', '--report', 'json'], /both go to standard output/],
    [['--password-file', 'x'], /needs '--user'/],
    [['--user', 'me'], /needs '--password-file', or RPMCOW_PASSWORD/],
    [['--client-key', 'x'], /needs '--client-cert'/],
    [['--client-cert', '/missing.pem'], /cannot read \/missing\.pem/],
  ])('%j', async (options, message) => {
    const { status, stderr } = await run(command(...options));
    expect(stderr).toMatch(message);
    expect(status).toBe(2);
    expect(existsSync(state)).toBe(false);
  });
});

it('refuses a state in use, a foreign one, and a report that cannot be written', async () => {
  await placeAt(root, 'plain.rpm');
  const other = new AuditState(state);
  try {
    const { status, stderr } = await run(command());
    expect(stderr).toMatch(/^rpmcow: cannot use .*: another audit is writing to it .*\n$/);
    expect(status).toBe(3);
  } finally {
    other.close();
  }
  const foreign = join(root, 'plain.rpm');
  const { status, stderr } = await run([RPMCOW, 'audit', root, '--state', foreign]);
  expect(stderr).toMatch(/no state of an audit/);
  expect(status).toBe(3);
  expect(readFileSync(foreign)).toEqual(Buffer.from(await packageBytes('plain')));

  const report = await run(command('--report', 'json=/missing/audit.json'));
  expect(report.stderr).toMatch(/\/missing\/audit\.json/);
  expect(report.status).toBe(3);
});

it('keeps a password out of state and reports', async () => {
  await placeAt(root, 'plain.rpm');
  const url = 'http://somebody:let-me-in@127.0.0.1:1/repo/';
  const password = join(scratch(), 'password');
  writeFileSync(password, 'open-sesame\n');
  const login = ['--user', 'somebody', '--password-file', password];
  const { status, stdout, stderr } = await run([...command(), url, ...login, '--format', 'json']);
  expect(status).toBe(3);
  expect(JSON.parse(stdout.toString()).packages.length).toBe(1);
  for (const text of [stdout.toString(), stderr, readFileSync(state, 'latin1')]) {
    expect(text).not.toMatch(/let-me-in|open-sesame/);
  }
}, 60_000);

it('says the same after ten kills as without any', async () => {
  await placeMany();
  const uninterrupted = await run([...command('--format', 'json', '--state', `${state}.other`)]);
  const random = seededRandom(11);
  let killed = 0;
  for (let i = 0; i < 10; i++) {
    const child = start(command('--format', 'json'), { stdio: 'ignore', env: environment() });
    const end = ended(child);
    // Never before it has begun: the state is what a kill may harm.
    while (!existsSync(state) && child.exitCode === null) await sleep(5);
    await sleep(random.between(0, 400));
    child.kill('SIGKILL');
    if ((await end).signal === 'SIGKILL') killed++;
  }
  expect(killed).toBeGreaterThan(3);
  const { status, stdout } = await run(command('--format', 'json'));
  expect(status).toBe(uninterrupted.status);
  expect(stdout.equals(uninterrupted.stdout)).toBe(true);
}, 240_000);

it('stops when interrupted, keeps what it has, and says how to go on', async () => {
  await placeMany();
  const child = start(command(), { stdio: ['ignore', 'pipe', 'pipe'], env: environment() });
  const end = ended(child);
  let stderr = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const log = `${state}-wal`;
  while (!(existsSync(log) && statSync(log).size > 100_000)) await sleep(5);
  child.kill('SIGINT');
  expect(await end).toEqual({ status: null, signal: 'SIGINT' });
  expect(stderr).toMatch(/interrupted after \d+ packages, which are kept in .*; the same command/);
  expect(existsSync(`${state}-lock`)).toBe(false);
  expect((await run(command())).status).toBe(0);
}, 60_000);

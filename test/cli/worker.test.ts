/** The verbs worker and audit --queue: options, passwords, metrics, signals. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it, onTestFinished, test } from 'vitest';
import { selfSigned } from '../support/certificates.ts';
import { freePort } from '../support/free-port.ts';
import { hasRedis, startRedis } from '../support/redis.ts';
import { placeAt } from '../support/scratch-repository.ts';
import { type Environment, ended, environment, RPMCOW, run, scratch, start } from './programs.ts';

const SECRET = 'open-sesame-17';

let root = '';
let state = '';
beforeEach(() => {
  root = scratch();
  state = join(scratch(), 'state.sqlite');
});

function startWorker(options: readonly string[], env: Environment = {}) {
  const child = start([RPMCOW, 'worker', ...options], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(env),
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stderr!.on('data', (text) => {
    said += text;
  });
  const ready = async () => {
    while (!said.includes('judging for')) await sleep(50);
  };
  return { child, ready, said: () => said, end: ended(child) };
}

describe.runIf(hasRedis())('over Redis', () => {
  it('audits over TLS, with a password from a file or the environment', async () => {
    await placeAt(root, 'plain.rpm', 'trailer-removed.rpm', 'source.rpm');
    const certificate = selfSigned('redis');
    const redis = await startRedis({ password: SECRET, certificate });
    const secret = join(scratch(), 'secret');
    writeFileSync(secret, `${SECRET}\n`);
    const queue = ['--queue', redis.url, '--queue-ca', certificate.file, '--queue-prefix', 'mine'];
    const byFile = [...queue, '--queue-password-file', secret];
    const port = await freePort();
    const worker = startWorker([...byFile, '-j', '1', '--metrics-port', `${port}`]);
    await worker.ready();

    const command = [RPMCOW, 'audit', root, '--format', 'ndjson', '--state'];
    const local = await run([...command, join(scratch(), 'local.sqlite')]);
    const env = { RPMCOW_QUEUE_PASSWORD: SECRET };
    const byFleet = await run([...command, state, ...queue], { env });
    expect(byFleet.stderr).toBe('');
    expect(byFleet.stdout.toString()).toBe(local.stdout.toString());
    expect(byFleet.status).toBe(local.status);
    expect(readFileSync(state).includes(SECRET)).toBe(false);

    // A worker writes down every few seconds what it has done.
    const ask = () => run([RPMCOW, 'audit', '--status', ...byFile]);
    let status = await ask();
    for (let tries = 0; !status.stdout.includes('3 packages') && tries < 60; tries++) {
      await sleep(500);
      status = await ask();
    }
    expect(status.stdout.toString()).toMatch(/1 threads, 3 packages judged/);
    expect(
      redis
        .command('keys', '*')
        .split('\n')
        .every((key) => key.startsWith('mine:')),
    ).toBe(true);

    const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
    expect(answer.headers.get('content-type')).toContain('application/openmetrics-text');
    const metrics = await answer.text();
    expect(metrics).toMatch(/^rpmcow_worker_packages_total 3$/m);
    expect(metrics).toMatch(/\n# EOF\n$/);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);

    worker.child.kill('SIGTERM');
    expect(await worker.end).toEqual({ status: 0, signal: null });
    expect(worker.said() + status.stdout + status.stderr + metrics).not.toContain(SECRET);
  });

  it('is told that the queue does not let it in, without the password', async () => {
    const redis = await startRedis({ password: SECRET });
    const command = [RPMCOW, 'worker', '--queue', redis.url];
    const wrong = 'wrong-password';
    const { status, stderr } = await run(command, { env: { RPMCOW_QUEUE_PASSWORD: wrong } });
    expect(status).toBe(3);
    expect(stderr).toMatch(/^rpmcow: cannot use redis:\/\/127\.0\.0\.1:\d+\/0: .*WRONGPASS/);
    expect(stderr).not.toContain(wrong);
  });

  it('ends when there was nothing to do for long enough', async () => {
    const redis = await startRedis();
    const worker = startWorker(['--queue', redis.url, '-j', '1', '--end-when-idle', '1']);
    expect(await worker.end).toEqual({ status: 0, signal: null });
  });
});

test('a queue that is not there', async () => {
  const url = `redis://127.0.0.1:${await freePort()}`;
  const { status, stderr } = await run([RPMCOW, 'audit', root, '--state', state, '--queue', url]);
  expect(status).toBe(3);
  expect(stderr).toContain(`cannot use ${url}/0`);
  expect(stderr).toContain('ECONNREFUSED');
});

test.each([
  [['worker'], "option '--queue' is needed"],
  [['worker', '--queue', 'http://queue.example'], 'no redis: or rediss: URL'],
  [['worker', '--queue', `redis://:${SECRET}@queue.example`], 'it has a password'],
  [['worker', '--queue', 'redis://queue.example/a/b'], 'the number of a database'],
  [['worker', '--queue', 'redis://q', '--user', 'me'], "needs '--password-file'"],
  [['worker', '--queue', 'redis://q', '--metrics-port', 'x'], 'no port'],
  [['worker', '--queue', 'redis://q', '--server', 'ftp://x'], 'no http: or https: URL'],
  [['audit', '--status'], "option '--status' needs '--queue'"],
  [['audit', '--metrics-port', '9464', '.'], "option '--metrics-port' needs '--queue'"],
  [['audit', '--queue', 'redis://q'], "missing required argument 'source'"],
])('wrong usage: %j', async (args, message) => {
  const { status, stderr } = await run([RPMCOW, ...args]);
  expect(stderr).toContain(message);
  expect(stderr).not.toContain(SECRET);
  expect(status).toBe(2);
});

/** Debian's redis-server over loopback, with its append-only file; gone with the test that started it. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import type { QueueAddress } from '../../src/audit/fleet/queue-address.ts';
import type { Certificate } from './certificates.ts';
import { freePort } from './free-port.ts';

export interface RedisServer {
  readonly address: QueueAddress;
  /** For arguments. */
  readonly url: string;
  /** What it says to a command, as redis-cli prints it. */
  command(...words: readonly string[]): string;
  /** Ends it without warning, and starts it again from its append-only file. */
  restart(): Promise<void>;
}

export interface RedisTest {
  readonly password?: string;
  readonly certificate?: Certificate;
}

export function hasRedis(): boolean {
  const there = spawnSync('redis-server', ['--version']).status === 0;
  if (!there) console.warn('skipped: redis-server is not installed (apt-get install redis-server)');
  return there;
}

export async function startRedis({ password, certificate }: RedisTest = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), 'redis-test-'));
  const port = await freePort();
  const secure = certificate !== undefined;
  const settings = [
    ...['--bind', '127.0.0.1', '--dir', folder, '--appendonly', 'yes', '--save', ''],
    ...(secure
      ? ['--port', '0', '--tls-port', `${port}`, '--tls-auth-clients', 'no']
      : ['--port', `${port}`]),
    ...(secure ? ['--tls-cert-file', certificate.file, '--tls-key-file', certificate.keyFile] : []),
    ...(password === undefined ? [] : ['--requirepass', password]),
  ];
  let child: ChildProcess;
  let ended: Promise<void>;
  const start = async () => {
    child = spawn('redis-server', settings, { stdio: 'ignore' });
    ended = new Promise((resolve) => child.on('close', () => resolve()));
    await answers(port);
  };
  const end = async () => {
    child.kill('SIGKILL');
    await ended;
  };
  onTestFinished(async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  const address = { host: '127.0.0.1', port, database: 0, user: undefined, secure };
  return {
    address,
    url: `${secure ? 'rediss' : 'redis'}://127.0.0.1:${port}`,
    command(...words) {
      const tls = secure ? ['--tls', '--insecure'] : [];
      const { stdout } = spawnSync('redis-cli', ['-p', `${port}`, ...tls, ...words], {
        encoding: 'utf8',
        env: { ...process.env, REDISCLI_AUTH: password },
      });
      return stdout.trim();
    },
    async restart() {
      await end();
      await start();
    },
  };
}

async function answers(port: number): Promise<void> {
  for (let tries = 0; tries < 400; tries++) {
    const there = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () =>
        resolve(false),
      );
      socket.on('connect', () => socket.destroy());
    });
    if (there) return;
    await sleep(25);
  }
  throw new Error('redis-server does not answer');
}

/** Debian's nginx over loopback, serving a directory; gone with the test that started it. */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.ts';

/** Also looked for where only root's PATH leads. */
const PATH = `${process.env['PATH']}:/usr/sbin:/usr/local/sbin`;

export interface Nginx {
  /** Ends in `/`. */
  readonly url: string;
  /** One line for each request so far: status, bytes of the body, the range asked for. */
  log(): string[];
}

export function hasNginx(): boolean {
  const there = spawnSync('nginx', ['-v'], { env: { ...process.env, PATH } }).status === 0;
  if (!there) console.warn('skipped: nginx is not installed (apt-get install nginx-light)');
  return there;
}

/** @param directives more of them, for the server block. */
export async function startNginx(root: string, directives = ''): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'nginx-test-'));
  const port = await freePort();
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  writeFileSync(
    join(folder, 'nginx.conf'),
    `daemon off;
master_process off;
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/pid;
error_log ${folder}/error.log;
events { worker_connections 128; }
http {
  log_format test '$status $body_bytes_sent $http_range';
  access_log ${folder}/access.log test;
  limit_conn_zone $server_addr zone=server:64k;
  ${temporary.map((one) => `${one}_temp_path ${folder}/${one};`).join(' ')}
  server { listen 127.0.0.1:${port}; root ${root}; ${directives} }
}
`,
  );
  const child = spawn('nginx', ['-c', join(folder, 'nginx.conf'), '-p', folder], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, PATH },
  });
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });
  const url = `http://127.0.0.1:${port}/`;
  await answers(url, folder);
  return {
    url,
    log: () => readFileSync(join(folder, 'access.log'), 'latin1').split('\n').slice(1, -1),
  };
}

/** Its own first request is left out of the log. */
async function answers(url: string, folder: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const there = await fetch(url).then(
      (response) => response.arrayBuffer().then(() => true),
      () => false,
    );
    if (there) return;
    await sleep(25);
  }
  throw new Error(`nginx does not answer: ${readFileSync(join(folder, 'error.log'), 'utf8')}`);
}

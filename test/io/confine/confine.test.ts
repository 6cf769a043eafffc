/**
 * What a confined process can no longer do, and what it still can: tried by code that runs in one.
 *
 * Policy: every attempt is made twice, before and after, so that none fails for another reason than
 * the confinement.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { landlockVersion } from '../../../src/io/confine/kernel.ts';
import { seccompFilter } from '../../../src/io/confine/seccomp-filter.ts';
import { systemCalls } from '../../../src/io/confine/system-calls.ts';
import { moduleUrl, nodeArguments } from '../scratch.ts';

const hasLandlock = typeof landlockVersion() === 'number';
if (!hasLandlock) console.warn('skipped: no Landlock in this kernel');
const hasFilter = systemCalls(process.arch) !== undefined;
if (!hasFilter) console.warn(`skipped: no filter for ${process.arch}`);

/** Makes every attempt and says of each how it ended: `done`, or the error's code. */
const PROGRAM = `
  const fs = await import('node:fs');
  const { spawnSync } = await import('node:child_process');
  const net = await import('node:net');
  const dgram = await import('node:dgram');
  const { once } = await import('node:events');
  const { join } = await import('node:path');
  const { Worker } = await import('node:worker_threads');
  const { confineProcess } = await import(${JSON.stringify(moduleUrl('confine/confine.ts'))});
  const { createTemporaryFile, reserveTemporaryFiles } = await import(${JSON.stringify(moduleUrl('spool.ts'))});
  const { posixSpawn, reap } = await import(${JSON.stringify(moduleUrl('native/posix-spawn.ts'))});
  const { createHash } = await import('node:crypto');
  const { gzipSync, inflateRaw, deflateRawSync } = await import('node:zlib');
  const [, directory, port, stranger] = process.argv;
  const file = (name) => join(directory, name);
  let n = 0;
  fs.writeFileSync(file('open'), 'open');
  const open = fs.openSync(file('open'), 'r+');

  const connect = async (options) => {
    const socket = net.connect(options);
    try {
      await once(socket, 'connect');
    } finally {
      socket.destroy();
    }
  };
  const attempts = {
    'connect to TCP': () => connect({ host: '127.0.0.1', port: Number(port) }),
    'connect to a Unix socket': () => connect(file('socket')),
    'listen': async () => {
      const server = net.createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      server.close();
    },
    'send a datagram': async () => {
      const socket = dgram.createSocket('udp4');
      try {
        await new Promise((resolve, reject) => {
          socket.on('error', reject);
          socket.send('x', 9, '127.0.0.1', (error) => (error ? reject(error) : resolve()));
        });
      } finally {
        socket.close();
      }
    },
    'start a program': () => {
      const { error } = spawnSync('true');
      if (error) throw error;
    },
    'start rpmkeys by posix_spawn': () => {
      const spawned = posixSpawn(['rpmkeys', '--version'], [], open);
      if (typeof spawned === 'string') throw { code: spawned };
    },
    'make a file': () => fs.writeFileSync(file('made' + n++), 'x'),
    'write to a file by its name': () => fs.writeFileSync(file('open'), 'open'),
    'append to a file': () => fs.appendFileSync(file('open'), 'x'),
    'truncate a file by its name': () => fs.truncateSync(file('open'), 1),
    'make a directory': () => fs.mkdirSync(file('directory' + n++)),
    'rename': () => {
      fs.renameSync(file('victim'), file('victim2'));
      fs.renameSync(file('victim2'), file('victim'));
    },
    'link': () => fs.linkSync(file('victim'), file('link' + n++)),
    'make a symbolic link': () => fs.symlinkSync('x', file('symlink' + n++)),
    'remove': () => fs.rmSync(file('remove' + n++)),
    'change a mode': () => fs.chmodSync(file('victim'), 0o600),
    'change an owner': () => fs.chownSync(file('victim'), process.getuid(), process.getgid()),
    'change a time': () => fs.utimesSync(file('victim'), 1, 1),
    'signal another process': () => process.kill(Number(stranger), 0),
    'read a file of a user': () => fs.readFileSync(file('victim')),
    'list a directory of a user': () => fs.readdirSync(directory),

    'write to an open file': () => fs.writeSync(open, 'still'),
    'truncate an open file': () => fs.ftruncateSync(open, 2),
    'signal itself': () => process.kill(process.pid, 0),
    'take a reserved temporary file': () => {
      const { fd } = createTemporaryFile();
      fs.writeSync(fd, 'x', 0);
      fs.closeSync(fd);
    },
    'read a library': () => fs.readFileSync(process.argv[4]),
    'open /dev/null': () => fs.closeSync(fs.openSync('/dev/null', 'r')),
    'start a thread': async () => {
      const worker = new Worker('process.exit(0)', { eval: true });
      await once(worker, 'exit');
    },
    'inflate in the thread pool': () =>
      new Promise((resolve, reject) =>
        inflateRaw(deflateRawSync('x'), (error) => (error ? reject(error) : resolve())),
      ),
    'digest': () => createHash('sha256').update('x').digest(),
  };
  const tryAll = async () => {
    const ends = {};
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
        ends[name] = 'done';
      } catch (error) {
        ends[name] = error.code ?? String(error);
      }
    }
    return ends;
  };

  reserveTemporaryFiles(2);
  const before = await tryAll();
  const gaps = confineProcess();
  const after = await tryAll();
  console.log(JSON.stringify({ before, gaps, after }));
`;

interface Report {
  readonly before: Readonly<Record<string, string>>;
  readonly gaps: readonly string[];
  readonly after: Readonly<Record<string, string>>;
}

/** What the program says when it runs as this user. */
async function reportOf(user?: number): Promise<Report> {
  const directory = mkdtempSync(join(tmpdir(), 'confine-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  chmodSync(directory, 0o777);
  for (const name of ['victim', ...Array.from({ length: 20 }, (_, i) => `remove${i}`)]) {
    writeFileSync(join(directory, name), name);
    if (user !== undefined) chownSync(join(directory, name), user, user);
  }
  const tcp = createServer().listen(0, '127.0.0.1');
  const unix = createServer().listen(join(directory, 'socket'));
  onTestFinished(() => {
    tcp.close();
    unix.close();
  });
  await Promise.all([once(tcp, 'listening'), once(unix, 'listening')]);
  chmodSync(join(directory, 'socket'), 0o777);
  const stranger = spawn('sleep', ['60'], user === undefined ? {} : { uid: user, gid: user });
  onTestFinished(() => {
    stranger.kill('SIGKILL');
  });
  const { port } = tcp.address() as AddressInfo;
  const args = [directory, String(port), String(stranger.pid), libc()];
  const child = spawn(process.execPath, nodeArguments(PROGRAM, ...args), {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 30_000,
    killSignal: 'SIGKILL',
    ...(user === undefined ? {} : { uid: user, gid: user, env: { ...process.env, HOME: '/' } }),
  });
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  expect(await once(child, 'close')).toEqual([0, null]);
  return JSON.parse(stdout);
}

/** A shared library that this process has. */
function libc(): string {
  return /\/\S*libc\.so\S*/.exec(readFileSync('/proc/self/maps', 'latin1'))![0];
}

const NOBODY = 65534;
const STILL_POSSIBLE = [
  'write to an open file',
  'truncate an open file',
  'signal itself',
  'take a reserved temporary file',
  'read a library',
  'open /dev/null',
  'start a thread',
  'inflate in the thread pool',
  'digest',
];

describe.skipIf(!hasLandlock || !hasFilter)('a confined process', () => {
  test.each([
    ['as the user who runs the tests', undefined],
    ['as nobody', NOBODY],
  ])('%s does what it is for, and nothing else', async (_, user) => {
    if (user !== undefined && process.getuid!() !== 0) return;
    const { before, gaps, after } = await reportOf(user);
    expect(gaps).toEqual([]);
    const failedBefore = Object.entries(before).filter(([, end]) => end !== 'done');
    expect(failedBefore).toEqual([]);
    const possible = Object.entries(after).flatMap(([name, end]) => (end === 'done' ? [name] : []));
    expect(possible).toEqual(STILL_POSSIBLE);
    const denials = Object.values(after).filter((end) => end !== 'done');
    expect(new Set(denials)).toEqual(new Set(['EPERM', 'EACCES']));
  });
});

describe('a filter', () => {
  test.each(['x64', 'arm64'])('for %s has all calls once', (processor) => {
    const calls = systemCalls(processor)!;
    expect(new Set(calls.denied).size).toBe(calls.denied.length);
    const filter = seccompFilter(calls, 1234);
    // Linux takes at most BPF_MAXINSNS.
    expect(filter.length / 8).toBeLessThan(4096);
    expect(filter.length % 8).toBe(0);
  });

  test('is not made up for a processor whose numbers are unknown', () => {
    expect(systemCalls('s390x')).toBeUndefined();
  });
});

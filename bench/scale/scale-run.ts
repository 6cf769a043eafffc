/**
 * One audit, by threads or by a fleet, with what every process of it used.
 *
 * Policy: the built program in dist/ is run as users would; usage is read from /proc once a tenth of a
 * second, so the last tenth of a process that ends by itself is not in it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Usage, usageOf } from './process-usage.ts';

const RPMCOW = resolve(import.meta.dirname, '../../dist/rpmcow.js');
const LOOK_MS = 100;

/** What is gone at the latest with this process. */
const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

export interface AuditRun {
  /** Seconds from start to end. */
  readonly wall: number;
  /** Seconds of CPU: of the audit's process, of all workers, of Redis. */
  readonly cpu: { readonly audit: number; readonly workers: number; readonly redis: number };
  /** Most bytes in memory at any time. */
  readonly peak: InMemory;
  /** Bytes in memory at a quarter, half, three quarters and the end of the time. */
  readonly growth: readonly InMemory[];
}

/** Bytes: of the audit, of the largest worker, of Redis. */
interface InMemory {
  readonly audit: number;
  readonly worker: number;
  readonly redis: number;
}

export interface Fleet {
  readonly url: string;
  readonly redis: number;
  readonly workers: readonly number[];
  /** What Redis says to a command. */
  ask(...words: readonly string[]): Promise<string>;
  end(): Promise<void>;
}

/** @param by threads of one process, or a fleet. */
export async function measureAudit(
  root: string,
  depth: string,
  by: number | Fleet,
  scratch: string,
): Promise<AuditRun> {
  const state = join(scratch, 'state.sqlite');
  rmSync(state, { force: true });
  const judges = typeof by === 'number' ? ['-j', `${by}`] : ['--queue', by.url];
  const fleet = typeof by === 'number' ? [] : [by.redis, ...by.workers];
  const before = usages(fleet);
  const start = performance.now();
  const child = launch(['audit', root, '--depth', depth, '--state', state, ...judges]);
  const end = ended(child);
  let isOver = false;
  void end.then(() => {
    isOver = true;
  });
  const seen: Usage[] = [];
  const growth: InMemory[] = [];
  while (!isOver) {
    const usage = usageOf(child.pid!);
    if (usage !== undefined && usage.rss > 0) {
      seen.push(usage);
      growth.push(inMemory(usage.rss, usages(fleet), 'rss'));
    }
    await Promise.race([end, sleep(LOOK_MS)]);
  }
  const wall = (performance.now() - start) / 1000;
  const status = await end;
  if (status !== 0 && status !== 3) throw new Error(`the audit ended with status ${status}`);
  const after = usages(fleet);
  const [redis = 0, ...workers] = after.map(({ cpu }, i) => cpu - before[i]!.cpu);
  const last = seen.at(-1)!;
  return {
    wall,
    cpu: { audit: last.cpu, workers: workers.reduce((sum, one) => sum + one, 0), redis },
    peak: inMemory(last.peak, after, 'peak'),
    growth: [0.25, 0.5, 0.75, 1].map((part) => growth[Math.ceil(part * growth.length) - 1]!),
  };
}

function inMemory(audit: number, fleet: readonly Usage[], which: 'rss' | 'peak'): InMemory {
  const [redis = 0, ...workers] = fleet.map((each) => each[which]);
  return { audit, worker: Math.max(0, ...workers), redis };
}

/** A Redis of its own with so many workers of one thread each. */
export async function startFleet(workers: number, folder: string, port: number): Promise<Fleet> {
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder];
  const durable = ['--appendonly', 'yes', '--save', ''];
  const redis = spawn('redis-server', [...settings, ...durable], { stdio: 'ignore' });
  children.add(redis);
  const url = `redis://127.0.0.1:${port}`;
  const processes = [redis];
  await sleep(1000);
  for (let i = 0; i < workers; i++) {
    const worker = launch(['worker', '--queue', url, '-j', '1']);
    await new Promise<void>((resolve) => worker.stderr!.once('data', () => resolve()));
    processes.push(worker);
  }
  const [server, ...rest] = processes.map(({ pid }) => pid!);
  return {
    url,
    redis: server!,
    workers: rest,
    ask: (...words) => askRedis(port, words),
    async end() {
      for (const child of processes.reverse()) {
        const gone = ended(child);
        child.kill('SIGTERM');
        await gone;
      }
    },
  };
}

async function askRedis(port: number, words: readonly string[]): Promise<string> {
  const child = spawn('redis-cli', ['-p', `${port}`, ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout!.on('data', (text) => {
    said += text;
  });
  await ended(child);
  return said;
}

export function launch(args: readonly string[]): ChildProcess {
  const child = spawn(process.execPath, [RPMCOW, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  children.add(child);
  child.on('exit', () => children.delete(child));
  return child;
}

export function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.on('exit', (status) => resolve(status)));
}

function usages(pids: readonly number[]): Usage[] {
  return pids.map((pid) => {
    const usage = usageOf(pid);
    if (usage === undefined) throw new Error(`process ${pid} has ended`);
    return usage;
  });
}

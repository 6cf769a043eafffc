/** A fleet for tests: a Redis of its own, workers as processes, all gone with the test. */
import type { ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type Environment, ended, environment, scratch, start } from '../../cli/programs.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';
import { auditByFleet, type ProducerTest } from './audit-by-fleet.ts';

export type { ProducerTest } from './audit-by-fleet.ts';

export const RULES = 'rules';
const TIME_LIMIT_MS = 300_000;

export interface WorkerTest {
  readonly queue: ProducerTest['queue'];
  readonly ruleSet: string;
  readonly threads: number;
}

export interface WorkerProcess {
  readonly child: ChildProcess;
  /** What it has said. */
  said(): string;
  kill(): Promise<void>;
}

export interface TestFleet {
  readonly redis: RedisServer;
  readonly queue: ProducerTest['queue'];
  /** Resolves when it takes jobs. */
  worker(ruleSet?: string, env?: Environment): Promise<WorkerProcess>;
  /** Audits in this process. */
  audit(
    sources: readonly string[],
    state: string,
    more?: Partial<ProducerTest>,
    notify?: (message: string) => void,
  ): ReturnType<typeof auditByFleet>;
  /** Audits in a process. */
  producer(sources: readonly string[], state: string, more?: Partial<ProducerTest>): ChildProcess;
}

export async function startFleet(): Promise<TestFleet> {
  const redis = await startRedis();
  const queue = { address: redis.address, prefix: 'test' };
  const request = (sources: readonly string[], state: string): ProducerTest => {
    return { queue, sources, state, depth: 'headers', ruleSet: RULES, perHost: 4 };
  };
  return {
    redis,
    queue,
    async worker(ruleSet = RULES, env = {}) {
      const settings: WorkerTest = { queue, ruleSet, threads: 1 };
      const child = launch('worker-process.ts', settings, env);
      let said = '';
      const ready = Promise.withResolvers<void>();
      child.stderr!.on('data', (text) => {
        said += text;
        if (said.includes('ready\n')) ready.resolve();
      });
      const gone = ended(child);
      void gone.then(() => ready.reject(new Error(`the worker ended: ${said}`)));
      await ready.promise;
      return {
        child,
        said: () => said,
        async kill() {
          child.kill('SIGKILL');
          await gone;
        },
      };
    },
    audit: (sources, state, more = {}, notify = () => {}) =>
      auditByFleet({ ...request(sources, state), ...more }, notify),
    producer: (sources, state, more = {}) =>
      launch('producer-process.ts', { ...request(sources, state), ...more }, {}),
  };
}

function launch(script: string, settings: unknown, env: Environment): ChildProcess {
  const command = ['node', join(import.meta.dirname, script), JSON.stringify(settings)];
  const child = start(command, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: environment(env),
    timeout: TIME_LIMIT_MS,
    cwd: scratch(),
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

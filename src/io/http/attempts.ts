/**
 * When a request is made again, and at which mirror.
 *
 * Policy: what may pass is tried again, first elsewhere, then at the same mirror after a pause that
 * doubles; what will not pass at a mirror is not tried there again. The attempts are counted for
 * the whole request, and again from the start after each mebibyte that came.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type FetchCode, FetchError } from './fetch-error.ts';
import type { HttpLimits } from './http-settings.ts';

const PASSING: ReadonlySet<FetchCode> = new Set<FetchCode>([
  'CONNECTION',
  'TIMEOUT',
  'TRUNCATED',
  'HTTP_408',
  'HTTP_429',
  'HTTP_500',
  'HTTP_502',
  'HTTP_503',
  'HTTP_504',
]);
/** The same everywhere. */
const FINAL: ReadonlySet<FetchCode> = new Set<FetchCode>(['ADDRESS', 'CHANGED', 'TOO_LARGE']);
const PROGRESS = 1024 * 1024;

/** The order of mirrors for one client: who failed last comes last. */
export interface MirrorOrder {
  sorted(mirrors: readonly string[]): string[];
  sink(mirror: string): void;
}

export function createMirrorOrder(): MirrorOrder {
  const sunk = new Map<string, number>();
  let clock = 0;
  const depth = (mirror: string) => sunk.get(mirror) ?? 0;
  return {
    sorted: (mirrors) => [...mirrors].sort((a, b) => depth(a) - depth(b)),
    sink(mirror) {
      sunk.set(mirror, ++clock);
    },
  };
}

/** Of one request, from its first attempt to the last byte. */
export interface Attempts {
  /**
   * Runs `action` with a mirror until it succeeds.
   * @throws what it threw last, when there is nothing left to try.
   */
  run<T>(action: (mirror: string) => Promise<T>): Promise<T>;
  /** What `action` of the last run began has failed later on; throws where that was the last try. */
  failed(error: unknown): Promise<void>;
  /** So many bytes have come. */
  progressed(bytes: number): void;
}

export function startAttempts(
  mirrors: readonly string[],
  order: MirrorOrder,
  limits: HttpLimits,
  signal: AbortSignal,
): Attempts {
  let queue = order.sorted(mirrors);
  const failures = new Map<string, { readonly count: number; readonly notBefore: number }>();
  const most = Math.max(limits.attempts, mirrors.length);
  let made = 1;
  let since = 0;

  const failed = async (error: unknown): Promise<void> => {
    signal.throwIfAborted();
    if (!(error instanceof FetchError) || FINAL.has(error.code)) throw error;
    const [mirror, ...others] = queue;
    order.sink(mirror!);
    failures.set(mirror!, {
      count: (failures.get(mirror!)?.count ?? 0) + 1,
      notBefore: performance.now() + (error.retryAfter ?? 0),
    });
    queue = PASSING.has(error.code) ? [...others, mirror!] : others;
    if (queue.length === 0 || made >= most) throw error;
    made++;
    const before = failures.get(queue[0]!);
    if (before !== undefined) await pause(before.count, before.notBefore);
  };

  const pause = async (count: number, notBefore: number): Promise<void> => {
    const { firstPause, longestPause } = limits;
    // Half of it by chance, so that those who failed together do not come back together.
    const backOff = firstPause * 2 ** (count - 1) * (0.5 + Math.random() / 2);
    const wait = Math.min(Math.max(backOff, notBefore - performance.now()), longestPause);
    await sleep(wait, undefined, { signal }).catch(() => signal.throwIfAborted());
  };

  return {
    failed,
    async run(action) {
      for (;;) {
        try {
          if (queue.length === 0) throw noMirror();
          return await action(queue[0]!);
        } catch (error) {
          await failed(error);
        }
      }
    },
    progressed(bytes) {
      since += bytes;
      if (since < PROGRESS) return;
      since = 0;
      made = 1;
      failures.clear();
    },
  };
}

function noMirror(): FetchError {
  const reason = 'there is no mirror to fetch from';
  return new FetchError({ code: 'ADDRESS', url: 'the repository', reason });
}

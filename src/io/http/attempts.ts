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
import type { MirrorStanding } from './mirror-standing.ts';
import { printableUrl } from './printable-url.ts';

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
  /** All that was wanted has come. */
  served(): void;
}

export function startAttempts(
  mirrors: readonly string[],
  standing: MirrorStanding,
  limits: HttpLimits,
  signal: AbortSignal,
): Attempts {
  let queue = standing.sorted(mirrors);
  const failures = new Map<string, { readonly count: number; readonly notBefore: number }>();
  const most = Math.max(limits.attempts, mirrors.length);
  let made = 1;
  let since = 0;

  const failed = async (error: unknown): Promise<void> => {
    signal.throwIfAborted();
    if (!(error instanceof FetchError) || FINAL.has(error.code)) throw error;
    const [mirror, ...others] = queue;
    const isPassing = PASSING.has(error.code);
    standing.failed(mirror!);
    // It is there, and says clearly that it will not.
    if (!isPassing && error.code.startsWith('HTTP_')) standing.served(mirror!);
    failures.set(mirror!, {
      count: (failures.get(mirror!)?.count ?? 0) + 1,
      notBefore: performance.now() + (error.retryAfter ?? 0),
    });
    queue = isPassing ? [...others, mirror!] : others;
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
        if (queue.length === 0) throw noMirror();
        const rested = queue.filter((mirror) => !standing.rests(mirror));
        if (rested.length === 0) throw allRest(queue[0]!);
        queue = rested;
        try {
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
    served: () => standing.served(queue[0]!),
  };
}

function noMirror(): FetchError {
  const reason = 'there is no mirror to fetch from';
  return new FetchError({ code: 'ADDRESS', url: 'the repository', reason });
}

function allRest(mirror: string): FetchError {
  const reason = 'nothing has come of this server for minutes, it is left alone for a while';
  return new FetchError({ code: 'RESTING', url: printableUrl(new URL(mirror)), reason });
}

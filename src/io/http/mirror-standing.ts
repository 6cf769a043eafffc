/**
 * How mirrors have served one client so far, over all its requests.
 *
 * Policy: who failed last comes last. A mirror of which nothing but failures came for some minutes
 * is left alone, and asked again only after a rest: so a server that hangs does not cost its time
 * for each of thousands of packages, and one that was away for a moment loses none.
 */
import type { HttpLimits } from './http-settings.ts';

export interface MirrorStanding {
  /** Who failed last comes last. */
  sorted(mirrors: readonly string[]): string[];
  /** Whether it is to be left alone. */
  rests(mirror: string): boolean;
  failed(mirror: string): void;
  /** It gave what it was asked for, or answered otherwise: its failures so far do not count any more. */
  served(mirror: string): void;
}

interface Failures {
  /** Milliseconds: of the first one and the last one since it served last. */
  readonly since: number;
  readonly last: number;
}

export function createMirrorStanding(
  { patience, rest }: Pick<HttpLimits, 'patience' | 'rest'>,
  now = () => performance.now(),
): MirrorStanding {
  const failing = new Map<string, Failures>();
  const orders = new Map<string, number>();
  const order = (mirror: string) => orders.get(mirror) ?? 0;
  let clock = 0;
  return {
    sorted: (mirrors) => [...mirrors].sort((a, b) => order(a) - order(b)),
    rests(mirror) {
      const failures = failing.get(mirror);
      if (failures === undefined) return false;
      return failures.last - failures.since >= patience && now() - failures.last < rest;
    },
    failed(mirror) {
      const last = now();
      failing.set(mirror, { since: failing.get(mirror)?.since ?? last, last });
      orders.set(mirror, ++clock);
    },
    served(mirror) {
      failing.delete(mirror);
    },
  };
}

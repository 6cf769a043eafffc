/** Troubles that another worker, or the same one a little later, may not have. */
import type { Trouble } from '../judge/judgement.ts';

const PASSING: ReadonlySet<string> = new Set([
  // A worker that does not see the tree, or not all of it.
  'ENOENT',
  'ENOTDIR',
  'EACCES',
  'ESTALE',
  'EIO',
  // A worker without room or memory.
  'ENOSPC',
  'EMFILE',
  'LOST',
  // A network or a mirror in a bad moment.
  'HOST',
  'CONNECTION',
  'PROXY',
  'TIMEOUT',
  'RESTING',
  'TRUNCATED',
  'HTTP_429',
]);

export function isPassing(trouble: Trouble | null): boolean {
  return trouble !== null && (PASSING.has(trouble.code) || /^HTTP_5/.test(trouble.code));
}

/**
 * A repository that cannot be opened, among others that can.
 *
 * Policy: it is one of the audit all the same, so that its report says why; listing it throws what
 * went wrong. Errors that are nobody's but ours are thrown at once.
 */
import { FetchError } from '../../io/http/fetch-error.ts';
import { MachineError } from '../../io/machine-error.ts';
import type { Repository } from '../repository.ts';
import { RepositoryError } from './repository-error.ts';

/** What `open` gives, or a repository that throws what `open` threw. */
export async function orBroken(
  id: string,
  origin: string,
  open: () => Promise<readonly Repository[]>,
): Promise<readonly Repository[]> {
  try {
    return await open();
  } catch (error) {
    if (!isTrouble(error)) throw error;
    return [brokenRepository(id, origin, error)];
  }
}

function isTrouble(error: unknown): boolean {
  return [RepositoryError, MachineError, FetchError].some((kind) => error instanceof kind);
}

function brokenRepository(id: string, origin: string, error: unknown): Repository {
  const fail = (): never => {
    throw error;
  };
  return {
    id,
    origin,
    revision: null,
    announced: null,
    troubles: [],
    access: { kind: 'local', path: fail },
    packages: () => ({ [Symbol.asyncIterator]: () => ({ next: async () => fail() }) }),
    close: async () => {},
  };
}

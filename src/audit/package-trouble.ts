/** Why a package of a repository could not be read, as a plain record. */
import { FetchError } from '../io/http/fetch-error.ts';
import { troubleOf } from '../package/unreadable.ts';
import type { Trouble } from './judge/judgement.ts';
import { RepositoryError } from './sources/repository-error.ts';

export function packageTrouble(location: string, error: unknown): Trouble {
  if (error instanceof FetchError || error instanceof RepositoryError) {
    return { code: error.code, message: error.message };
  }
  const { code, message } = troubleOf(location, error);
  return { code, message };
}

/** The digest that the contents of a package are compared by. */
import type { FileList } from '../../native-free-parsers/files.ts';
import { type DigestName, isDigestName } from '../io/digests.ts';
import { Refused } from './refused.ts';

/** @throws Refused where nobody here can compute it. */
export function computableDigest({ digestAlgorithm: { name } }: FileList): DigestName {
  if (isDigestName(name)) return name;
  const message = `file digests in ${name} cannot be computed here`;
  throw new Refused({ rule: 'digest-not-computable', message });
}

/** Where evidence stands that is about what metadata says: of the whole file. */
import type { PackageFacts } from '../../package/facts/facts.ts';
import type { Where } from '../rule.ts';

export function wholeFile({ size }: PackageFacts): Where {
  return { section: 'repository', offset: 0, length: size };
}

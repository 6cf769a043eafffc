/** What is wrong with an extents file, at its place. */
import type { Section } from '../../native-free-parsers/bytes/format-error.ts';
import { type Reason, reasonOf } from '../package/reason.ts';

export interface Flaw {
  readonly section: Section;
  /** Absolute byte offset. */
  readonly offset: number;
  readonly expected: string;
  readonly found: string;
  /** The file of the package that it is about, made safe to print. */
  readonly path?: string;
}

/** A flaw as the reason that an extents file is not proven. */
export function flawed(rule: string, { path, ...place }: Flaw): Reason {
  const reason = reasonOf(rule, { code: 'BAD_VALUE', ...place });
  return path === undefined ? reason : { ...reason, message: `${path}: ${reason.message}`, path };
}

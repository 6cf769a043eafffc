/** Packages that the payload, which was not read, may say more of. */
import type { Audit } from '../../audit/audit.ts';
import { many } from './amount-text.ts';

/** Undefined where all is certain. */
export function uncertaintySentence({
  depth,
  total: { uncertain },
}: Pick<Audit, 'depth' | 'total'>): string | undefined {
  if (uncertain === 0) return undefined;
  const what = `Of ${many(uncertain, 'package')} the payload was not read and may say otherwise`;
  return depth === 'headers'
    ? `${what}: --depth auto reads it where the headers leave something open.`
    : `${what}.`;
}

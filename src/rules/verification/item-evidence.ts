/** Evidence from rpm's verification items: those that a rule is about. */
import type { PackageFacts } from '../../package/facts/facts.ts';
import { LOST_PAYLOAD, packageVerification } from '../../package/package-verification.ts';
import type { VerificationItem } from '../../package/verification-item.ts';
import { meaningOf } from '../../package/verification-rule.ts';
import { dataPlace, tagPlace } from '../places.ts';
import type { Evidence, Where } from '../rule.ts';

/**
 * The items that rpm refuses a package for, by the name of the defect. That an extents file lacks
 * the payload of its package is a defect of another name.
 */
export function* refusedItems(facts: PackageFacts, rule: string): Generator<VerificationItem> {
  for (const item of packageVerification(facts)) {
    if (item.computed === LOST_PAYLOAD) continue;
    const { name, verdict, detail = '' } = item;
    const meaning = meaningOf({ name, verdict, detail });
    if (meaning.kind === 'refused' && meaning.rule === rule) yield item;
  }
}

/**
 * What is wrong with a digest.
 * @param source in words, what the digest is that of, if anybody knows.
 */
export function digestEvidence(item: VerificationItem, source: string | undefined): Evidence {
  const { detail = '', computed, claimed } = item;
  const rpmSays = itemLine(item);
  const where = itemPlace(item);
  if (computed === undefined || claimed === undefined) {
    return {
      where,
      expected: 'a digest of the right type, length and digits',
      found: detail,
      rpmSays,
    };
  }
  const found = source === undefined ? claimed : `${claimed}, which is that of ${source}`;
  return { where, expected: computed, found, rpmSays };
}

/** The item as rpm prints it. */
export function itemLine({ name, verdict, detail }: VerificationItem): string {
  return `${name}: ${verdict}${detail === undefined ? '' : ` (${detail})`}`;
}

/** The item's data; the header that lacks it. */
export function itemPlace({ header, position, tag }: VerificationItem): Where {
  return position === undefined ? tagPlace(header, tag) : dataPlace(header, position);
}

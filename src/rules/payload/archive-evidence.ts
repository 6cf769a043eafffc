/** Evidence in the archive: places of members, and the problem that made rpm give up. */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import type { MemberFacts } from '../../package/facts/facts.ts';
import { isAsWritten } from '../../package/payload-end.ts';
import type { Evidence, FactsFor, Where } from '../rule.ts';
import { problemEvidence } from '../trouble-evidence.ts';

/** Bytes of a name that are shown. */
const SHOWN = 200;

/** What rpm gave up on, if it is the defect of this rule and the archive's own. */
export function refusalEvidence(facts: FactsFor['payload'], id: string): readonly Evidence[] {
  if (!isAsWritten(facts)) return [];
  return problemEvidence(facts.payload.archive?.refusal, id);
}

/** Where a member's header starts, or `at` bytes into it. */
export function memberPlace({ member, file }: MemberFacts, at = 0, length?: number): Where {
  return {
    section: 'cpio',
    offset: member.offset + at,
    ...(length === undefined ? {} : { length }),
    ...(file === undefined ? {} : { path: displayText(file.path) }),
  };
}

/** A member by the name it has in the archive. */
export function memberName({ member }: MemberFacts): string {
  if (member.format === 'stripped') return `number ${member.fileIndex}`;
  return `"${displayText(member.name.slice(0, SHOWN))}"`;
}

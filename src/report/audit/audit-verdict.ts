/**
 * What an audit comes to: may Copy-on-Write be switched on for these repositories?
 *
 * Policy: with the reference stack only where nothing breaks and nothing is open. With rpmcow nothing
 * breaks that plain rpm installs, read or not, so the answer there is how much is gained; it stays
 * open only where a repository does not say what it has. Of no packages nothing is known.
 */
import type { Audit } from '../../audit/audit.ts';
import { grouped, many } from './amount-text.ts';
import { breakingCount, refusedCount } from './prediction-words.ts';

export type Answer = 'yes' | 'no' | 'open';

export interface Verdict {
  readonly answer: Answer;
  /** To be read behind the answer: a sentence. */
  readonly sentence: string;
}

export interface AuditVerdict {
  readonly reference: Verdict;
  readonly rpmcow: Verdict;
  /** What is wrong whoever transcodes; empty where nothing is. */
  readonly besides: readonly string[];
}

export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  yes: 'yes',
  no: 'NO',
  open: 'NOT CERTAIN',
};

const NO_PACKAGES: Verdict = { answer: 'open', sentence: 'There are no packages to audit.' };

export function auditVerdict(audit: Pick<Audit, 'total' | 'repositories'>): AuditVerdict {
  if (audit.total.packages === 0) {
    return { reference: NO_PACKAGES, rpmcow: NO_PACKAGES, besides: besides(audit) };
  }
  return { reference: reference(audit), rpmcow: rpmcow(audit), besides: besides(audit) };
}

function reference({ total, repositories }: Pick<Audit, 'total' | 'repositories'>): Verdict {
  const breaking = breakingCount(total);
  if (breaking > 0) {
    const verb = breaking === 1 ? 'goes' : 'go';
    const sentence = `${grouped(breaking)} of ${many(total.packages, 'package')} ${verb} wrong.`;
    return { answer: 'no', sentence };
  }
  if (total.uncertain > 0 || total.unreadable > 0 || isTroubled({ repositories })) {
    return { answer: 'open', sentence: 'Nothing goes wrong as far as packages were read.' };
  }
  return { answer: 'yes', sentence: `None of ${many(total.packages, 'package')} goes wrong.` };
}

function rpmcow({ total, repositories }: Pick<Audit, 'total' | 'repositories'>): Verdict {
  const { transcoded, adapted, 'pass-through': copied } = total.rpmcow;
  const reflinked = transcoded + adapted;
  const verb = reflinked === 1 ? 'becomes an extents file' : 'become extents files';
  const rest =
    copied > 0
      ? `, ${grouped(copied)} ${copied === 1 ? 'stays as it is' : 'stay as they are'}`
      : '';
  return {
    answer: isTroubled({ repositories }) ? 'open' : 'yes',
    sentence: `${many(reflinked, 'package')} ${verb}${rest}; none goes wrong for it.`,
  };
}

function besides({ total, repositories }: Pick<Audit, 'total' | 'repositories'>): string[] {
  const refused = refusedCount(total);
  const troubled = repositories.filter(({ troubles }) => troubles.length > 0).length;
  return [
    ...(refused > 0
      ? [
          `${many(refused, 'package')} ${refused === 1 ? 'installs' : 'install'} nowhere, with ` +
            'Copy-on-Write or without.',
        ]
      : []),
    ...(total.unreadable > 0 ? [`${many(total.unreadable, 'package')} could not be read.`] : []),
    ...(troubled > 0
      ? [`Something is wrong with ${troubled === 1 ? 'a repository' : `${troubled} repositories`}.`]
      : []),
  ];
}

function isTroubled({ repositories }: Pick<Audit, 'repositories'>): boolean {
  return repositories.some(({ troubles }) => troubles.length > 0);
}

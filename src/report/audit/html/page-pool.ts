/** Texts, rules and findings of the page, each once, however many packages have them. */
import type { CheckFinding, CheckRecord } from '../../../check/check-record.ts';
import { gravest } from '../../../check/severity.ts';
import { findingGroups } from '../../finding-groups.ts';
import { placeText } from '../../finding-text.ts';
import type { RuleRecord } from '../../rule-record.ts';
import { AUDIT_TARGETS } from '../gravest-of.ts';
import type { PageData, PageFinding, PageRule } from '../page/page-data.ts';
import { SEVERITIES } from '../prediction-words.ts';
import { intern } from './intern.ts';
import { pageText } from './page-text.ts';

/** Places of a rule in one package; the others are counted. */
const MOST_PLACES = 3;

export interface PagePool {
  /** The place of a text; -1 where there is none. */
  text(value: string | null | undefined): number;
  /** The place of a list of findings, and how many are not in it. */
  findings(record: Pick<CheckRecord, 'findings' | 'omitted'>): {
    readonly findings: number;
    readonly omitted: number;
  };
  readonly values: Pick<PageData, 'texts' | 'rules' | 'findings' | 'findingLists'>;
}

export function pagePool(catalogue: readonly RuleRecord[]): PagePool {
  const known = new Map(catalogue.map((rule) => [rule.id, rule]));
  const texts = intern((text: string) => text);
  const rules = intern(({ id }: PageRule) => id);
  const findings = intern((finding: PageFinding) => finding.join());
  const findingLists = intern((list: readonly number[]) => list.join());

  const text = (value: string | null | undefined): number =>
    value ? texts.place(pageText(value)) : -1;

  const rulePlace = (id: string): number => {
    const { what = '', fix = '' } = known.get(id) ?? {};
    return rules.place({ id, what, fix });
  };

  const findingPlace = (finding: CheckFinding): number =>
    findings.place([
      rulePlace(finding.rule),
      SEVERITIES.indexOf(gravest(finding.severity, AUDIT_TARGETS)),
      text(finding.message),
      text(placeText(finding.where)),
      text(finding.expected),
      text(finding.found),
      text(finding.rpmSays),
    ]);

  return {
    text,
    findings(record) {
      const groups = findingGroups(record, AUDIT_TARGETS);
      const shown = groups.flatMap((group) => group.findings.slice(0, MOST_PLACES));
      const all = groups.reduce((sum, group) => sum + group.findings.length + group.omitted, 0);
      return {
        findings: findingLists.place(shown.map(findingPlace)),
        omitted: all - shown.length,
      };
    },
    values: {
      texts: texts.values,
      rules: rules.values,
      findings: findings.values,
      findingLists: findingLists.values,
    },
  };
}

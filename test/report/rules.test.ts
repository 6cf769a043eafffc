/** The catalogue as table, text, page and data. */
import { describe, expect, it } from 'vitest';
import { plain } from '../../src/report/paint.ts';
import { rulePage } from '../../src/report/rule-page.ts';
import { ruleRecord } from '../../src/report/rule-record.ts';
import { ruleTable } from '../../src/report/rule-table.ts';
import { ruleText } from '../../src/report/rule-text.ts';
import { versionRange } from '../../src/report/rule-words.ts';
import { RULE_GROUPS } from '../../src/rules/catalogue.ts';
import { rule } from '../../src/rules/rule.ts';

const RULE = rule({
  ...RULE_GROUPS.lead[0]!,
  id: 'lead-made-up',
  needs: 'lead',
  severity: { transcode: 'warning', install: 'error', spec: 'note' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [{ before: '4.20', install: 'error', what: 'a made-up lead is refused' }],
  doc: {
    what: 'The lead is *made up*.',
    why: 'Because nobody knows it, and so it is of no use to anybody, wherever they may be.',
    fix: 'Make it real.',
    sources: ['format_lead.md', 'rpm 4.18 lib/rpmlead.c'],
  },
  examples: { fires: ['one', 'two'], silent: ['plain'] },
});
const RECORD = ruleRecord(RULE, 'lead');

describe('a rule', () => {
  it('is data without functions', () => {
    expect(JSON.parse(JSON.stringify(RECORD))).toEqual(RECORD);
    expect(RECORD).toMatchObject({
      id: 'lead-made-up',
      group: 'lead',
      needs: 'lead',
      rpmVersions: [{ since: null, before: '4.20', install: 'error' }],
      what: 'The lead is *made up*.',
    });
  });

  it('is explained', () => {
    expect(ruleText(RECORD, 60, plain)).toMatchSnapshot();
  });

  it('is a section of the page', () => {
    expect(rulePage([RECORD], [])).toMatchSnapshot();
  });

  it('is a row of the table, cut to the width', () => {
    const other = { ...RECORD, id: 'lead-b', what: 'Short.' };
    expect(ruleTable([RECORD, other], 100)).toBe(
      'RULE          TRANSCODE  INSTALL  SPEC  WHAT\n' +
        'lead-made-up  warning    error    note  The lead is *made up*.\n' +
        'lead-b        warning    error    note  Short.\n',
    );
    expect(ruleTable([RECORD], 50).split('\n')).toEqual([
      'RULE          TRANSCODE  INSTALL  SPEC  WHAT',
      'lead-made-up  warning    error    note  The lead …',
      '',
    ]);
  });
});

it('ranges of versions are said in words', () => {
  expect(versionRange({ since: '4.15', before: null })).toBe('rpm 4.15 and newer');
  expect(versionRange({ since: null, before: '4.20' })).toBe('rpm before 4.20');
  expect(versionRange({ since: '4.14', before: '4.16' })).toBe('rpm from 4.14 to before 4.16');
  expect(versionRange({ since: null, before: null })).toBe('every rpm');
});

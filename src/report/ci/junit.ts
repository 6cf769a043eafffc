/**
 * JUnit's XML as Jenkins, GitLab and others read it: a suite a package, a case a rule.
 *
 * Policy: a case fails where its rule makes the check fail, so a red report and exit status 1 go
 * together. What is below the threshold, known or ignored passes and is told in system-out. A rule
 * that could not run, for want of what it looks at, is skipped. A file that cannot be read is an error.
 * Source: junit-10.xsd of Jenkins' xUnit plugin.
 */
import type { CheckRecord, CheckResult } from '../../check/check-record.ts';
import { packageName } from '../../check/finding-identity.ts';
import { reaches } from '../../check/severity.ts';
import type { Unreadable } from '../../package/unreadable.ts';
import { type FindingGroup, findingGroups } from '../finding-groups.ts';
import type { RuleRecord } from '../rule-record.ts';
import { NEED_WORDS } from '../rule-words.ts';
import { shownPath } from '../shown-path.ts';
import { findingSentences, furtherPlaces } from './finding-sentence.ts';
import { reportPath } from './report-path.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';
import { restText } from './rest-text.ts';
import { xmlAttributes, xmlText } from './xml.ts';

/** The case of a file that cannot be read. */
const READABLE = 'readable';

export function junit(setting: ReportSetting): CheckReporter {
  return {
    start: () => ['<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rpmcow">\n'],
    result: (result) => suite(result, setting),
    end: () => ['</testsuites>\n'],
  };
}

interface Case {
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  readonly xml: string;
}

function* suite(result: CheckResult, setting: ReportSetting): Generator<string> {
  const { path, nevra } =
    result.kind === 'unreadable' ? { ...result.unreadable, nevra: null } : result.record;
  const shown = shownPath(reportPath(path, setting.directory));
  const classname = packageName({ path: shown, nevra });
  const cases = [
    ...(result.kind === 'checked' ? [] : [errorCase(result.unreadable, classname)]),
    ...(result.kind === 'unreadable' ? [] : ruleCases(result.record, classname, setting)),
  ];
  const count = (outcome: Case['outcome']) =>
    cases.filter((each) => each.outcome === outcome).length;
  yield `  <testsuite${xmlAttributes({
    name: nevra ?? shown,
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
    file: shown,
  })}>\n`;
  for (const { xml } of cases) yield xml;
  yield '  </testsuite>\n';
}

function ruleCases(record: CheckRecord, classname: string, setting: ReportSetting): Case[] {
  const groups = new Map(
    findingGroups(record, setting.targets)
      .filter(({ severity }) => severity !== 'none')
      .map((group) => [group.rule, group]),
  );
  return setting.rules.map((rule) => {
    const group = groups.get(rule.id);
    if (!record.examined.includes(rule.needs)) return skippedCase(rule, classname);
    if (group !== undefined && reaches(group.severity, setting.failOn)) {
      return failedCase(group, classname);
    }
    return passedCase(rule.id, classname, restText(record, rule.id, group));
  });
}

function passedCase(name: string, classname: string, text: string): Case {
  const output = text === '' ? '' : `<system-out>${xmlText(text)}</system-out>`;
  return { outcome: 'passed', xml: testcase(name, classname, output) };
}

function failedCase({ rule, severity, findings, omitted }: FindingGroup, classname: string): Case {
  const details = findings.map(findingSentences).join('\n') + furtherPlaces(omitted);
  const attributes = xmlAttributes({ type: severity, message: findings[0].message });
  return {
    outcome: 'failure',
    xml: testcase(rule, classname, `<failure${attributes}>${xmlText(details)}</failure>`),
  };
}

function skippedCase({ id, needs }: RuleRecord, classname: string): Case {
  const attributes = xmlAttributes({ message: `needs ${NEED_WORDS[needs]}` });
  return { outcome: 'skipped', xml: testcase(id, classname, `<skipped${attributes}/>`) };
}

function errorCase({ code, message }: Unreadable, classname: string): Case {
  const attributes = xmlAttributes({ type: code, message });
  return { outcome: 'error', xml: testcase(READABLE, classname, `<error${attributes}/>`) };
}

function testcase(name: string, classname: string, content: string): string {
  const attributes = xmlAttributes({ name, classname });
  return content === ''
    ? `    <testcase${attributes}/>\n`
    : `    <testcase${attributes}>${content}</testcase>\n`;
}

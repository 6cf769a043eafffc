/**
 * SARIF 2.1.0, as GitHub's code scanning takes it.
 *
 * Policy: one run. GitHub refuses more than 25,000 results and files over 10 MB after gzip, and shows
 * the gravest 5,000, so results come gravest first and what is too much is left out from the end, with
 * a notification that says so. What is ignored is left out, as GitHub would show it; what the baseline
 * has is there and marked. A file that cannot be read is a notification of the run. GitHub takes an
 * alert in a file of another name for another one, so packages whose names have a version are best
 * shown in their spec file.
 * Source: https://docs.github.com/code-security/code-scanning, SARIF support for code scanning;
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/.
 */
import type { CheckRecord, CheckResult } from '../../check/check-record.ts';
import { findingMarker } from '../../check/finding-identity.ts';
import { gravest } from '../../check/severity.ts';
import { standing } from '../../check/standing.ts';
import type { Unreadable } from '../../package/unreadable.ts';
import { jsonLine, jsonPieces } from '../json-pieces.ts';
import { furtherOf } from './finding-sentence.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';
import { sarifNotification, sarifResult } from './sarif-result.ts';
import { sarifRule } from './sarif-rule.ts';
import { WorstFirst } from './worst-first.ts';

const MOST_RESULTS = 25_000;
/** Files that could not be read, by name. */
const MOST_NOTIFICATIONS = 1000;

export function sarif(setting: ReportSetting): CheckReporter {
  const { targets } = setting;
  const rules = setting.rules.filter(({ severity }) => gravest(severity, targets) !== 'none');
  const indices = new Map(rules.map(({ id }, i) => [id, i]));
  const mark = findingMarker();
  const results = new WorstFirst(MOST_RESULTS);
  const unreadable: Unreadable[] = [];
  let unnamed = 0;

  const add = (record: CheckRecord): void => {
    const further = furtherOf(record);
    for (const finding of record.findings) {
      const ruleIndex = indices.get(finding.rule);
      const level = gravest(finding.severity, targets);
      if (ruleIndex === undefined || level === 'none') continue;
      if (standing(finding) === 'ignored') continue;
      const context = {
        level,
        ruleIndex,
        mark: mark(record, finding),
        further: further(finding),
      };
      results.add(level, () => jsonLine(sarifResult(record, finding, context, setting)));
    }
  };

  return {
    start: () => [],
    result(result: CheckResult) {
      if (result.kind !== 'unreadable') add(result.record);
      if (result.kind === 'checked') return [];
      if (unreadable.length < MOST_NOTIFICATIONS) unreadable.push(result.unreadable);
      else unnamed++;
      return [];
    },
    *end() {
      const notifications = unreadable.map((each) => jsonLine(sarifNotification(each, setting)));
      if (unnamed > 0)
        notifications.push(notice('error', `${unnamed} more files could not be read.`));
      const { texts, leftOut } = results.take(notifications);
      if (leftOut > 0) notifications.push(notice('warning', leftOutText(leftOut)));
      yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n';
      yield '  "version": "2.1.0",\n  "runs": [\n    {\n      "tool": ';
      yield* jsonPieces({ driver: driver(setting, rules) }, '      ');
      yield ',\n      "columnKind": "utf16CodeUnits",\n      "invocations": [\n        {\n';
      yield `          "executionSuccessful": ${unreadable.length === 0},\n`;
      yield '          "toolExecutionNotifications": ';
      yield* lines(notifications, '          ');
      yield '\n        }\n      ],\n      "results": ';
      yield* lines(texts, '      ');
      yield '\n    }\n  ]\n}\n';
    },
  };
}

function driver({ version, targets }: ReportSetting, rules: ReportSetting['rules']): object {
  return {
    name: 'rpmcow',
    version,
    ...(/^\d+\.\d+\.\d+/.test(version) ? { semanticVersion: version } : {}),
    rules: rules.map((rule) => sarifRule(rule, targets)),
  };
}

function notice(level: 'error' | 'warning', text: string): string {
  return jsonLine({ level, message: { text } });
}

function leftOutText(count: number): string {
  return `${count} results of less or equal gravity are left out: GitHub takes no more. The other formats have them all.`;
}

/** A JSON array, an element a line. */
function* lines(texts: readonly string[], indent: string): Generator<string> {
  if (texts.length === 0) {
    yield '[]';
    return;
  }
  let separator = '[';
  for (const text of texts) {
    yield `${separator}\n${indent}  ${text}`;
    separator = ',';
  }
  yield `\n${indent}]`;
}

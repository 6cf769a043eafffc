/** Custom results of tmt: the documented shape, as JSON and as YAML. */
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it, test } from 'vitest';
import type { CheckResult } from '../../../src/check/check-record.ts';
import type { ReportSetting } from '../../../src/report/ci/reporter.ts';
import {
  checked,
  cut,
  fault,
  finds,
  NOTE,
  reportText,
  UNREADABLE,
  WARNING,
} from './report-text.ts';

/** After tmt's specification of results. */
const validate = new Ajv2020.default({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    properties: {
      name: { type: 'string', pattern: '^/[^/\\s]+(/[a-z][a-z0-9-]*)?$' },
      result: { enum: ['pass', 'info', 'fail', 'error'] },
      note: { type: 'array', items: { type: 'string', minLength: 1 } },
    },
    required: ['name', 'result', 'note'],
    additionalProperties: false,
  },
});

interface Result {
  readonly name: string;
  readonly result: string;
  readonly note: readonly string[];
}

function resultsOf(results: readonly CheckResult[], changes: Partial<ReportSetting> = {}) {
  const list: Result[] = JSON.parse(reportText('tmt', results, changes));
  expect(validate(list), JSON.stringify(validate.errors)).toBe(true);
  return list;
}

const outcomes = (...args: Parameters<typeof resultsOf>) =>
  resultsOf(...args).map(({ name, result }) => [name, result]);

test('no package is an empty list', () => {
  expect(resultsOf([])).toEqual([]);
});

describe('a package', () => {
  it('passes without findings', () => {
    expect(outcomes([checked()])).toEqual([['/hello.x86_64', 'pass']]);
  });

  it('fails with its rules, and is only informed of what is below the threshold', () => {
    expect(outcomes([finds({})])).toEqual([
      ['/hello.x86_64', 'fail'],
      ['/hello.x86_64/lead-magic', 'fail'],
    ]);
    const below = [
      ['/hello.x86_64', 'info'],
      ['/hello.x86_64/lead-magic', 'info'],
    ];
    expect(outcomes([finds({ severity: WARNING })])).toEqual(below);
    expect(outcomes([finds({ severity: NOTE })], { failOn: 'warning' })).toEqual(below);
    expect(outcomes([finds({ severity: WARNING })], { failOn: 'warning' })[1]).toEqual([
      '/hello.x86_64/lead-magic',
      'fail',
    ]);
  });

  it('passes with findings that do not count', () => {
    const findings = [fault({ baseline: true }), fault({ ignored: { reason: 'x' } })];
    expect(outcomes([checked({ findings })])).toEqual([['/hello.x86_64', 'pass']]);
  });

  it('that cannot be read is an error', () => {
    expect(outcomes([UNREADABLE, cut()])).toEqual([
      ['/gone', 'error'],
      ['/cut', 'error'],
      ['/cut/sig-truncated', 'fail'],
    ]);
  });

  it('has the places of a rule as notes', () => {
    const findings = Array.from({ length: 20 }, () => fault());
    const [, rule] = resultsOf([checked({ findings, omitted: { 'lead-magic': 5 } })]);
    expect(rule!.note).toHaveLength(11);
    expect(rule!.note.at(-1)).toBe('The same in 15 more places.');
  });
});

test('the same text is YAML: no half of a pair, no character that YAML cannot hold', () => {
  const text = reportText('tmt', [finds({ message: 'é😀: "a" # \u2028 \u009b' }), UNREADABLE]);
  expect(text).toMatch(/^[\n -~\u0085\u00a0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]+$/u);
  expect(text).not.toMatch(/\\ud[89a-f]/i);
  expect(text).toContain('é😀');
});

/** GitLab's Code Quality: the documented shape, and one fingerprint a finding. */
import Ajv2020 from 'ajv/dist/2020.js';
import { expect, it, test } from 'vitest';
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

/** After the list of keys in GitLab's documentation. */
const validate = new Ajv2020.default({ allErrors: true }).compile({
  type: 'array',
  items: {
    type: 'object',
    properties: {
      description: { type: 'string', minLength: 1 },
      check_name: { type: 'string', minLength: 1 },
      fingerprint: { type: 'string', minLength: 1 },
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        properties: {
          // GitLab finds no file behind ./ and has none outside the project.
          path: { type: 'string', pattern: '^[^/]', not: { pattern: '^\\.\\.?/' } },
          lines: {
            type: 'object',
            properties: { begin: { type: 'integer', minimum: 1 } },
            required: ['begin'],
          },
        },
        required: ['path', 'lines'],
      },
    },
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
  },
});

interface Issue {
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: string;
  readonly description: string;
  readonly location: unknown;
}

function issues(results: readonly CheckResult[], changes: Partial<ReportSetting> = {}): Issue[] {
  const list = JSON.parse(reportText('code-quality', results, changes));
  expect(validate(list), JSON.stringify(validate.errors)).toBe(true);
  return list;
}

test('nothing found is an empty array', () => {
  expect(issues([])).toEqual([]);
  expect(issues([checked()])).toEqual([]);
});

it('has severities by what a finding weighs', () => {
  const results = [finds({}), finds({ severity: WARNING }), finds({ severity: NOTE }), UNREADABLE];
  expect(issues(results).map(({ severity }) => severity)).toEqual([
    'critical',
    'major',
    'info',
    'blocker',
  ]);
});

it('says where: the package, or a line of the spec file', () => {
  const path = '/build/RPMS/hello.rpm';
  expect(issues([finds({}, { path })])[0]!.location).toEqual({
    path: 'RPMS/hello.rpm',
    lines: { begin: 1 },
  });
  const spec = { path: './hello.spec', lines: ['# a spec', 'Name: hello'] };
  expect(issues([finds({})], { spec })[0]!.location).toEqual({
    path: 'hello.spec',
    lines: { begin: 2 },
  });
});

it('has a fingerprint of its own for each issue, the same in the next run', () => {
  const results = [checked({ findings: [fault(), fault()] }), finds({}), cut(), UNREADABLE];
  const list = issues(results).map(({ fingerprint }) => fingerprint);
  expect(new Set(list).size).toBe(6);
  expect(issues(results).map(({ fingerprint }) => fingerprint)).toEqual(list);
});

it('leaves out what does not count, which changes no fingerprint', () => {
  const known = [fault({ baseline: true }), fault({ ignored: { reason: 'x' } }), fault()];
  const all = issues([checked({ findings: [fault(), fault(), fault()] })]);
  expect(issues([checked({ findings: known })])).toEqual([all[2]]);
});

it('counts the places that have no issue', () => {
  const [issue] = issues([checked({ findings: [fault()], omitted: { 'lead-magic': 2 } })]);
  expect(issue!.description).toMatch(/The same in 2 more places\.$/);
});

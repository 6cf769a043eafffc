/** The configuration: what is read, and every way of saying it wrongly. */
import { describe, expect, it, test } from 'vitest';
import { parseConfiguration, parseIgnoreFile } from '../../src/cli/configuration.ts';
import { ConfigurationError } from '../../src/cli/configuration-error.ts';
import { isRpmVersion } from '../../src/cli/rpm-version.ts';

const parse = (...lines: string[]) => parseConfiguration('rpmcow.toml', lines.join('\n'));

/** The message of the error that a text is. */
function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('nothing was wrong');
}

describe('a configuration', () => {
  it('may say nothing', () => {
    expect(parse('# nothing')).toEqual({
      failOn: undefined,
      targets: undefined,
      rpmVersion: undefined,
      skip: [],
      ignores: [],
    });
  });

  it('says everything', () => {
    expect(
      parse(
        'fail-on = "never"',
        'target = ["install", "spec"]',
        'rpm-version = "4.14.3"',
        'rules.skip = ["lead-*"]',
        '[[ignore]]',
        'rule = "lead-reserved"',
        'package = "hello-*"',
        'path = "/usr/*"',
        'reason = "known"',
        'expires = 2027-01-31',
        '[[ignore]]',
        'rule = "sig-*"',
        'reason = "known, too"',
      ),
    ).toEqual({
      failOn: 'never',
      targets: ['install', 'spec'],
      rpmVersion: '4.14.3',
      skip: ['lead-*'],
      ignores: [
        {
          rule: 'lead-reserved',
          package: 'hello-*',
          path: '/usr/*',
          reason: 'known',
          expires: '2027-01-31',
        },
        {
          rule: 'sig-*',
          package: undefined,
          path: undefined,
          reason: 'known, too',
          expires: undefined,
        },
      ],
    });
  });

  it('says one target without a list', () => {
    expect(parse('target = "spec"').targets).toEqual(['spec']);
  });
});

test.each([
  ['fail-on = "perhaps"', 'fail-on: expected error, warning, note or never; found "perhaps"'],
  ['fail-on = 1', 'fail-on: expected error, warning, note or never; found 1'],
  ['target = []', 'target: expected transcode, install or spec; found []'],
  ['target = ["install", "moon"]', 'target: expected transcode, install or spec; found "moon"'],
  [
    'rpm-version = 4.18',
    'rpm-version: expected a version of rpm from 4.11 to 6, such as 4.14 or 4.19.1; found 4.18',
  ],
  [
    'rpm-version = "3.0"',
    'rpm-version: expected a version of rpm from 4.11 to 6, such as 4.14 or 4.19.1; found "3.0"',
  ],
  ['rules = 1', 'rules: expected a table, [rules]; found 1'],
  ['rules.skip = "lead-*"', 'rules.skip: expected a list of texts; found "lead-*"'],
  ['rules.skip = ["led-*"]', 'rules.skip: expected ids of rules, or globs of them; found "led-*"'],
  ['rules.only = []', 'rules.only: expected one of skip'],
  ['fial-on = "error"', 'fial-on: expected one of fail-on, target, rpm-version, rules, ignore'],
  ['ignore = 1', 'ignore: expected tables, [[ignore]]; found 1'],
  ['[ignore]\nrule = "a-b"', 'ignore: expected tables, [[ignore]]; found {"rule":"a-b"}'],
  [
    '[[ignore]]\nreason = "x"',
    '[[ignore]] 1: rule: expected the id of a rule, or a glob; found nothing',
  ],
  [
    '[[ignore]]\nrule = "a-b"',
    '[[ignore]] 1: reason: expected why the finding is accepted; found nothing',
  ],
  [
    '[[ignore]]\nrule = "a-b"\nreason = ""',
    '[[ignore]] 1: reason: expected why the finding is accepted; found ""',
  ],
  [
    '[[ignore]]\nrule = "a"\nreason = "x"\nexpires = 2027',
    '[[ignore]] 1: expires: expected a date, such as 2027-01-31; found 2027',
  ],
  [
    '[[ignore]]\nrule = "a"\nreason = "x"\nexpires = 2027-01-31T10:00:00Z',
    '[[ignore]] 1: expires: expected a date, such as 2027-01-31; found 2027-01-31T10:00:00.000Z',
  ],
  [
    '[[ignore]]\nrule = "a"\nreason = "x"\nfile = "y"',
    '[[ignore]] 1: file: expected one of rule, package, path, reason, expires',
  ],
])('%j is refused by file and key', (text, message) => {
  expect(refusal(() => parse(text))).toBe(`rpmcow.toml: ${message}`);
});

test('what is no TOML is refused by line and column', () => {
  expect(refusal(() => parse('fail-on = "note"', 'target = = 1'))).toMatch(
    /^rpmcow\.toml:2:\d+: no TOML: \w/,
  );
});

test('an ignore file has entries and nothing else', () => {
  const entry = '[[ignore]]\nrule = "a-b"\nreason = "x"';
  expect(parseIgnoreFile('ignore.toml', entry)).toMatchObject([{ rule: 'a-b', reason: 'x' }]);
  expect(refusal(() => parseIgnoreFile('ignore.toml', `fail-on = "note"\n${entry}`))).toBe(
    'ignore.toml: fail-on: expected one of ignore',
  );
});

test.each([
  ['4.11', true],
  ['4.14', true],
  ['4.14.2.1', true],
  ['4.20', true],
  ['6.0', true],
  ['4.10', false],
  ['4', false],
  ['5.0', false],
  ['6', false],
  ['7.0', false],
  ['4.14-1', false],
  ['', false],
])('%j is a version of rpm: %s', (text, is) => {
  expect(isRpmVersion(text)).toBe(is);
});

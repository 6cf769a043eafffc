/** The published schemas: valid themselves, true of real output, and of the documented examples. */
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { parse } from 'smol-toml';
import { beforeAll, describe, expect, it, test } from 'vitest';
import { HOST_CHECKS } from '../src/host/host-checks.ts';
import { RULES } from '../src/rules/catalogue.ts';
import { placeFile, placePackages } from './cli/corpus-files.ts';
import { RPMCOW, run, scratch } from './cli/programs.ts';

const ROOT = resolve(import.meta.dirname, '..');
const SCHEMAS = resolve(ROOT, 'schemas');
const read = (name: string) => JSON.parse(readFileSync(resolve(SCHEMAS, `${name}.json`), 'utf8'));
const names = readdirSync(SCHEMAS).map((file) => file.replace(/\.json$/, ''));

const ajv = new Ajv2020.default({ allErrors: true, strict: true, strictTypes: false });
addFormats.default(ajv);

beforeAll(() => {
  for (const name of names) ajv.addSchema(read(name));
});

/** What is wrong with a value, in words; empty where nothing is. */
function faults(name: string, value: unknown): string {
  const validate = ajv.getSchema(`urn:rpmcow:schema:${name}:1`)!;
  return validate(value) ? '' : ajv.errorsText(validate.errors);
}

test('every schema says which it is, and in which version', () => {
  expect(names).toEqual(
    expect.arrayContaining(['check-line', 'check-report', 'configuration', 'rules']),
  );
  for (const name of names) {
    expect(read(name)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `urn:rpmcow:schema:${name}:1`,
    });
  }
});

test('schemas are published with the package', () => {
  const { files } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
  expect(files).toContain('schemas');
});

describe('real output', () => {
  const PACKAGES = [
    'plain',
    'source',
    'signed',
    'lead-signature-type-0',
    'signature-trailer-early',
    'web-page',
    'signature-truncated',
    'main-truncated',
    'odd-names',
    'payload-truncated',
    'extents-sound',
  ];

  async function check(...args: string[]) {
    const directory = scratch();
    await placePackages(directory, PACKAGES);
    placeFile(
      directory,
      'rpmcow.toml',
      '[[ignore]]\nrule = "lead-*"\nreason = "known"\nexpires = 2999-01-01\n',
    );
    const command = [RPMCOW, 'check', ...args, '.', 'missing.rpm'];
    return (await run(command, { cwd: directory })).stdout.toString();
  }

  it.each([[[]], [['--headers-only']], [['--estimate']]])(
    'of check %j is what check-report and check-line say',
    async (args) => {
      const report = JSON.parse(await check('--format', 'json', ...args));
      expect(faults('check-report', report)).toBe('');
      expect(report.packages).toHaveLength(PACKAGES.length);
      expect(report.unreadable.length).toBeGreaterThan(2);
      const lines = (await check('--format', 'ndjson', ...args)).split('\n').slice(0, -1);
      expect(lines.length).toBe(report.packages.length + report.unreadable.length);
      for (const line of lines) expect(faults('check-line', JSON.parse(line))).toBe('');
      const rules = new Set(RULES.map(({ id }) => id));
      for (const { findings, prediction } of report.packages) {
        for (const { rule } of findings) expect(rules).toContain(rule);
        for (const rule of prediction.because) expect(rules).toContain(rule);
      }
    },
  );

  it.each([[[]], [['--headers-only']]])('of diff %j is what diff-report says', async (args) => {
    const directory = scratch();
    await placePackages(directory, PACKAGES);
    for (const name of [...PACKAGES, 'missing']) {
      const pair = ['plain.rpm', `${name}.rpm`];
      const command = [RPMCOW, 'diff', '--format', 'json', ...args, ...pair];
      const { stdout } = await run(command, { cwd: directory });
      const report = JSON.parse(stdout.toString());
      expect(faults('diff-report', report), name).toBe('');
      expect(report.diff === null, name).toBe(report.unreadable.length > 0);
    }
  });

  it('of what follows on an audit is what its schemas say', async () => {
    const directory = scratch();
    await placePackages(directory, PACKAGES);
    const audit = [RPMCOW, 'audit', '--depth', 'payload', '--state'];
    await run([...audit, 'old', '.'], { cwd: directory });
    rmSync(resolve(directory, 'plain.rpm'));
    await placePackages(directory, ['signature-trailer-early', 'hard-links']);
    await run([...audit, 'new', '.'], { cwd: directory });
    for (const [schema, ...command] of [
      ['deny-list', 'denylist', 'new'],
      ['compare-report', 'compare', 'old', 'new'],
      ['audit-estimate', 'estimate', 'new'],
    ] as const) {
      const request = [RPMCOW, ...command, '--format', 'json'];
      const { stdout } = await run(request, { cwd: directory });
      expect(faults(schema, JSON.parse(stdout.toString())), schema).toBe('');
    }
  });

  it('of --update-baseline is what baseline says', async () => {
    const directory = scratch();
    await placePackages(directory, PACKAGES);
    const command = [RPMCOW, 'check', '--baseline', 'known.json', '--update-baseline', '.'];
    await run(command, { cwd: directory });
    const known = JSON.parse(readFileSync(resolve(directory, 'known.json'), 'utf8'));
    expect(faults('baseline', known)).toBe('');
    expect(known.findings.length).toBeGreaterThan(PACKAGES.length / 2);
  });

  it('of rules is what rules says', async () => {
    const { stdout } = await run([RPMCOW, 'rules', '--format', 'json']);
    const catalogue = JSON.parse(stdout.toString());
    expect(faults('rules', catalogue)).toBe('');
    expect(catalogue.rules).toHaveLength(RULES.length);
    expect(catalogue.hostChecks).toHaveLength(HOST_CHECKS.length);
  });

  it('of preflight is what preflight-report says', async () => {
    const { stdout } = await run([RPMCOW, 'preflight', '--format', 'json']);
    const report = JSON.parse(stdout.toString());
    expect(faults('preflight-report', report)).toBe('');
    expect(report.checks.map(({ id }: { id: string }) => id)).toEqual(
      HOST_CHECKS.map(({ id }) => id),
    );
  });
});

describe('a schema refuses', () => {
  const line = {
    path: 'a.rpm',
    code: 'ENOENT',
    section: null,
    offset: null,
    message: 'no such file',
  };

  it('what it does not know, and what is missing', () => {
    expect(faults('check-line', line)).toBe('');
    expect(faults('check-line', { ...line, more: 1 })).not.toBe('');
    const { code: _, ...rest } = line;
    expect(faults('check-line', rest)).not.toBe('');
    expect(faults('check-report', { packages: [], unreadable: [] })).not.toBe('');
    expect(faults('rules', { tool: { name: 'other', version: '1' }, rules: [] })).not.toBe('');
  });
});

describe('the configuration', () => {
  /** A TOML document as JSON has it: dates become texts. */
  const asJson = (toml: string) => JSON.parse(JSON.stringify(parse(toml)));

  it('of the help is what the schema says, and what check takes', async () => {
    const { stdout } = await run([RPMCOW, 'check', '--help']);
    const [, example] = /rpmcow\.toml[^\n]*:\n([\s\S]*?)\n\n/.exec(stdout.toString())!;
    expect(faults('configuration', asJson(example!))).toBe('');
    const directory = scratch();
    placeFile(directory, 'rpmcow.toml', example!);
    await placePackages(directory, ['plain']);
    const { status, stderr } = await run([RPMCOW, 'check', 'plain.rpm'], { cwd: directory });
    expect(status).toBe(0);
    expect(stderr).toContain('ignored nothing');
  });

  test.each([
    ['', true],
    ['target = "spec"', true],
    ['rpm-version = "6.0.1"', true],
    ['rpm-version = "3.0"', false],
    ['rpm-version = "4.9"', false],
    ['fail-on = "perhaps"', false],
    ['target = []', false],
    ['fial-on = "note"', false],
    ['rules.only = []', false],
    ['[[ignore]]\nrule = "a"', false],
    ['[[ignore]]\nrule = "a"\nreason = "b"\nexpires = 2027-01-31', true],
    ['[[ignore]]\nrule = "a"\nreason = "b"\nexpires = "soon"', false],
  ])('%j is right: %s', (toml, right) => {
    expect(faults('configuration', asJson(toml)) === '').toBe(right);
  });
});

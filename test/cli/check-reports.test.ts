/**
 * Reports of check for other programs, and its baseline, with the real program: every format says
 * what fails and what does not, whatever the exit status.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { buildPackages, missingTool } from '../../corpus/build/build-package.ts';
import { leadSignatureType0 } from '../../corpus/mutate/lead-mutators.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { REPORTS, type ReportName } from '../../src/report/ci/reporters.ts';
import { suiteUnless } from '../corpus/real-rpm.ts';
import { placeFile, placePackages } from './corpus-files.ts';
import { RPMCOW, type RunRequest, run, samplePackage, scratch } from './programs.ts';

let directory = '';
beforeEach(() => {
  directory = scratch();
});

async function check(args: readonly string[], request: RunRequest = {}) {
  const result = await run([RPMCOW, 'check', ...args], { cwd: directory, ...request });
  return { status: result.status, stdout: result.stdout.toString(), stderr: result.stderr };
}

const contentOf = (name: string) => readFileSync(join(directory, name), 'utf8');

/** The rule that the planted deviation breaks, and the file that has it. */
const RULE = 'lead-signature-type';
const BAD = 'bad.rpm';

// biome-ignore lint/suspicious/noExplicitAny: documents of seven shapes
type Json = any;

/** Whether a report says that BAD fails by RULE, where that format says it. */
const TELLS: Readonly<Record<ReportName, (text: string) => boolean>> = {
  sarif: (text) =>
    JSON.parse(text).runs[0].results.some(
      ({ ruleId, level, locations: [{ physicalLocation }] }: Json) =>
        ruleId === RULE &&
        level === 'error' &&
        physicalLocation.artifactLocation.uri === BAD &&
        physicalLocation.region.byteOffset === 78,
    ),
  junit: (text) =>
    text.includes(`<testcase name="${RULE}"`) && /"><failure type="error"/.test(text),
  'code-quality': (text) =>
    JSON.parse(text).some(
      ({ check_name, severity, location }: Json) =>
        check_name === RULE && severity === 'critical' && location.path === BAD,
    ),
  tmt: (text) =>
    JSON.parse(text).some(
      ({ name, result }: Json) => name.endsWith(`.noarch/${RULE}`) && result === 'fail',
    ),
  github: (text) => text.split('\n').some((line) => line.startsWith(annotation)),
  'step-summary': (text) => text.includes(`\n- **error** \`${RULE}\`: `),
  markdown: (text) => text.includes(`\n- **error** \`${RULE}\`: `),
  csv: (text) =>
    text.split('\r\n').some((row) => row.startsWith(`${BAD},`) && row.includes(`,${RULE},error,`)),
  json: (text) => JSON.parse(text).packages.some(hasError),
  ndjson: (text) => text.split('\n').some((line) => line !== '' && hasError(JSON.parse(line))),
  vendor: (text) => text.includes(`Rule \`${RULE}\`; see `) && text.includes(`\`${BAD}\``),
};
const annotation = `::error file=${BAD},line=1,title=${RULE}::`;

function hasError({ path, findings = [] }: Json): boolean {
  return path === BAD && findings.some(({ rule }: Json) => rule === RULE);
}

/** A pipeline that has built a package: first with a planted deviation, then without. */
function pipeline(build: () => Promise<Uint8Array>): void {
  let built: Promise<Uint8Array> | undefined;
  beforeEach(async () => {
    built ??= build();
    const good = await built;
    placeFile(directory, 'good.rpm', good);
    placeFile(directory, BAD, leadSignatureType0(good));
    placeFile(directory, 'page.rpm', '<!DOCTYPE html>');
  });

  test.each(Object.keys(REPORTS) as ReportName[])('%s', async (name) => {
    const reportOf = async (...files: string[]) => {
      const { status } = await check(['--report', `${name}=out`, ...files]);
      const text = contentOf('out');
      return { status, tells: TELLS[name](text), text };
    };
    expect(await reportOf(BAD)).toMatchObject({ status: 1, tells: true });
    expect(await reportOf('good.rpm')).toMatchObject({ status: 0, tells: false });
    const all = await reportOf('page.rpm', BAD, 'good.rpm');
    expect(all).toMatchObject({ status: 3, tells: true });
    expect(all.text).toContain('page');
    const { stdout } = await check(['--report', name, 'page.rpm', BAD, 'good.rpm']);
    expect(stdout).toBe(all.text);
  });
}

describe('a package written for the test', () => pipeline(() => packageBytes('plain')));

suiteUnless(missingTool(), 'a package built by rpmbuild', () =>
  pipeline(async () => {
    const name = 'built-payload-gzip';
    return readFileSync((await buildPackages([name], directory)).get(name)!);
  }),
);

describe('several reports at once', () => {
  it('are all written, beside what --format prints', async () => {
    await placePackages(directory, ['plain']);
    const { status, stdout } = await check([
      ...(['--format', 'ndjson'] as const),
      ...Object.keys(REPORTS).flatMap((name) => ['--report', `${name}=out.${name}`]),
      'plain.rpm',
    ]);
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ path: 'plain.rpm' });
    expect(contentOf('out.ndjson')).toBe(stdout);
    for (const name of Object.keys(REPORTS)) {
      expect((await check(['--report', name, 'plain.rpm'])).stdout, name).toBe(
        contentOf(`out.${name}`),
      );
    }
  });

  it('do not see what only one of them asked for', async () => {
    await placePackages(directory, ['lead-signature-type-0']);
    const { stdout } = await check(['--format', 'ndjson', '--report', 'vendor=out', '.']);
    expect(contentOf('out')).toContain('00000040  ');
    expect(stdout).not.toContain('excerpt');
  });

  it('do not suffer where one cannot be written', async () => {
    await placePackages(directory, ['plain']);
    const args = ['--report', 'json=/dev/full', '--report', 'csv=out.csv', 'plain.rpm'];
    const { status, stdout, stderr } = await check(args);
    expect(status).toBe(3);
    expect(stderr).toMatch(/^rpmcow: cannot write to \/dev\/full: .*ENOSPC/);
    expect(stdout).toContain('plain.rpm: survives');
    expect(contentOf('out.csv')).toContain('plain.rpm,');
  });

  it('are complete although the reader of standard output leaves', async () => {
    const bytes = await packageBytes('lead-signature-type-0');
    for (let i = 0; i < 300; i++) placeFile(directory, `in/${i}.rpm`, bytes);
    const args = ['--headers-only', '--report', 'ndjson=out', 'in'];
    expect((await check(args, { hangUp: true })).status).toBe(1);
    expect(contentOf('out').split('\n')).toHaveLength(301);
  });
});

describe('a file', () => {
  it('that cannot be made is told before any package is opened', async () => {
    await placePackages(directory, ['plain']);
    placeFile(directory, 'kept.csv', 'as it was');
    const args = ['--report', 'csv=kept.csv', '--report', 'junit=no/such/out.xml', 'plain.rpm'];
    const { status, stdout, stderr } = await check(args);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toMatch(/^rpmcow: cannot write to no\/such\/out\.xml: there is no directory/);
    expect(contentOf('kept.csv')).toBe('as it was');
  });

  it('may be standard error', async () => {
    await placePackages(directory, ['lead-signature-type-0']);
    const { stdout, stderr } = await check(['--report', 'github=/dev/stderr', '.']);
    expect(stdout).toContain('lead-signature-type-0.rpm: is NOT SAFE');
    expect(stderr).toMatch(/^::error file=lead-signature-type-0\.rpm,/);
  });
});

describe('wrong usage', () => {
  test.each([
    [['--report', 'sraif=a'], 'It is <format> or <format>=<file>', 'Perhaps sarif?'],
    [['--report', 'json='], 'It is json=<file>.'],
    [
      ['--report', 'csv', '--report', 'tmt=-'],
      "'--report csv' cannot be used with option '--report tmt'",
    ],
    [
      ['--report', 'csv', '--format', 'text'],
      "'--report csv' cannot be used with option '--format'",
    ],
    [['--report', 'csv=a', '--report', 'json=./a'], 'two reports cannot both go to'],
    [['--sarif-locate-in', 'missing.spec'], 'missing.spec: no such file'],
    [['--update-baseline'], "'--update-baseline' needs '--baseline <file>'"],
    [['--baseline', 'missing.json'], 'missing.json: no such file', '; --update-baseline makes it'],
  ])('%j is status 2, and said', async (args, ...messages) => {
    await placePackages(directory, ['plain']);
    const { status, stdout, stderr } = await check([...args, 'plain.rpm']);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    for (const message of messages) expect(stderr).toContain(message);
  });
});

test('findings are shown in the spec file by the formats that show a line', async () => {
  await placePackages(directory, ['lead-signature-type-0']);
  placeFile(directory, 'plain.spec', '# a spec\r\nName: plain\r\n');
  const outputs = ['sarif', 'github', 'code-quality'].flatMap((name) => [
    '--report',
    `${name}=${name}.out`,
  ]);
  await check([...outputs, '--sarif-locate-in', 'plain.spec', '.']);
  const [{ locations, relatedLocations }] = JSON.parse(contentOf('sarif.out')).runs[0].results;
  expect(locations[0].physicalLocation).toMatchObject({
    artifactLocation: { uri: 'plain.spec' },
    region: { startLine: 2, endColumn: 12 },
  });
  expect(relatedLocations[0].physicalLocation.region).toMatchObject({ byteOffset: 78 });
  expect(contentOf('github.out')).toMatch(/^::error file=plain\.spec,line=2,/);
  expect(JSON.parse(contentOf('code-quality.out'))[0].location).toEqual({
    path: 'plain.spec',
    lines: { begin: 2 },
  });
});

describe('a baseline', () => {
  const known = ['--baseline', 'known.json'];
  const update = [...known, '--update-baseline'];

  /** A package with files whose names are a warning each. */
  const hostile = (count: number, version = '1.0') =>
    samplePackage({
      version,
      files: Array.from({ length: count }, (_, i) => ({
        path: `/opt/sample-${version}/a\tb${i}`,
        type: 'regular',
        content: 'x',
      })),
    });
  const strict = ['--rule', 'file-name-hostile', '--fail-on', 'warning'];

  it('lets pass what it has, and nothing else', async () => {
    placeFile(directory, 'sample.rpm', await hostile(30));
    const args = [...strict, 'sample.rpm'];
    expect((await check(args)).status).toBe(1);
    expect(await check([...update, ...args])).toMatchObject({
      status: 0,
      stderr: 'rpmcow: known.json has 30 findings now\n',
    });
    expect(await check([...known, ...args])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('in the baseline: file-name-hostile'),
      stderr: '',
    });
    writeFileSync(join(directory, 'sample.rpm'), await hostile(31, '2.0'));
    const { status, stdout } = await check([...known, ...args, '--format', 'ndjson']);
    const { findings, omitted } = JSON.parse(stdout);
    expect(status).toBe(1);
    expect(findings.filter(({ baseline }: Json) => baseline === true)).toHaveLength(20);
    expect(findings.filter(({ baseline }: Json) => baseline === undefined)).toHaveLength(1);
    expect(omitted).toEqual({ 'file-name-hostile': 10 });
  });

  it('tells what is fixed, and forgets it when it is updated', async () => {
    placeFile(directory, 'sample.rpm', await hostile(24));
    const args = [...strict, 'sample.rpm'];
    await check([...update, ...args]);
    writeFileSync(join(directory, 'sample.rpm'), await hostile(2));
    const { status, stderr } = await check([...known, ...args]);
    const lines = stderr.split('\n');
    expect(status).toBe(0);
    expect(lines).toHaveLength(22);
    expect(lines[0]).toBe(
      'rpmcow: known.json: fixed: sample, file-name-hostile, tag 1117, /opt/sample-%{version}/a\\x09b10, 1 finding',
    );
    expect(lines[20]).toBe('rpmcow: known.json: fixed: 2 more of the like');
    await check([...update, ...args]);
    expect(JSON.parse(contentOf('known.json')).findings).toHaveLength(2);
    expect((await check([...known, ...args])).stderr).toBe('');
  });

  it('keeps what was not checked, and what could not be', async () => {
    placeFile(directory, 'sample.rpm', await hostile(2));
    await placePackages(directory, ['lead-signature-type-0']);
    await check([...update, 'sample.rpm', 'lead-signature-type-0.rpm']);
    const before = contentOf('known.json');
    expect(before).toContain('file-name-hostile');
    placeFile(directory, 'sample.rpm', (await hostile(2)).subarray(0, 200));
    expect((await check([...update, '--rule', 'file-name-hostile', 'sample.rpm'])).status).toBe(3);
    expect(contentOf('known.json')).toBe(before);
  });

  it('is told from what is ignored', async () => {
    await placePackages(directory, ['lead-signature-type-0']);
    placeFile(directory, 'rpmcow.toml', '[[ignore]]\nrule = "lead-*"\nreason = "x"\n');
    await check([...update, '--rule', 'lead-*', '.']);
    expect(JSON.parse(contentOf('known.json')).findings).toEqual([]);
  });

  const entry = '"package": "a", "rule": "b", "tag": null, "path": null';
  test.each([
    ['{', 'no JSON'],
    ['[]', 'expected a JSON object'],
    ['{"version": 2, "findings": []}', 'version: expected 1; found 2'],
    ['{"version": 1}', 'findings: expected a list; found nothing'],
    ['{"version": 1, "findings": [1]}', 'findings[0]: expected an object; found 1'],
    [
      `{"version": 1, "findings": [{${entry}, "count": 0}]}`,
      'findings[0].count: expected a number from 1 on; found 0',
    ],
    [
      `{"version": 1, "findings": [{${entry}, "count": 1, "x": 1}]}`,
      'findings[0].x: expected no such key; found 1',
    ],
  ])('that is %s is status 2, and said', async (text, message) => {
    placeFile(directory, 'known.json', text);
    await placePackages(directory, ['plain']);
    const { status, stderr } = await check([...known, 'plain.rpm']);
    expect(status).toBe(2);
    expect(stderr).toContain(`known.json: ${message}`);
    expect(contentOf('known.json')).toBe(text);
  });
});

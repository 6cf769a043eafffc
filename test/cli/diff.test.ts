/** The verb diff as a process: what goes in, what comes out where, and the exit status. */
import { beforeEach, describe, expect, it, test } from 'vitest';
import type { PackageDescription } from '../../corpus/writer/description.ts';
import type { DiffRecord } from '../../src/check/diff/diff-record.ts';
import { placeFile, placePackages } from './corpus-files.ts';
import { RPMCOW, type RunRequest, run, samplePackage, scratch } from './programs.ts';

let directory = '';
beforeEach(() => {
  directory = scratch();
});

const place = (...names: string[]) => placePackages(directory, names);

/** Writes `<name>.rpm`: the sample package with these changes. */
async function placeSample(name: string, changes: Partial<PackageDescription> = {}): Promise<void> {
  placeFile(directory, `${name}.rpm`, await samplePackage(changes));
}

/** Runs it there; both streams as text. */
async function diff(args: readonly string[], request: RunRequest = {}) {
  const result = await run([RPMCOW, 'diff', ...args], { cwd: directory, ...request });
  return { status: result.status, stdout: result.stdout.toString(), stderr: result.stderr };
}

/** The comparison as JSON has it. */
async function recordOf(...args: string[]): Promise<DiffRecord> {
  return JSON.parse((await diff(['--format', 'json', ...args])).stdout).diff;
}

describe('the exit status', () => {
  it('is 1 for new findings alone', async () => {
    await place('plain', 'lead-signature-type-0');
    const statusOf = async (...args: string[]) => (await diff(args)).status;
    expect(await statusOf('plain.rpm', 'lead-signature-type-0.rpm')).toBe(1);
    expect(await statusOf('lead-signature-type-0.rpm', 'plain.rpm')).toBe(0);
    expect(await statusOf('lead-signature-type-0.rpm', 'lead-signature-type-0.rpm')).toBe(0);
  });

  it('is from which severity on somebody says', async () => {
    await place('plain', 'lead-signature-type-0');
    const pair = ['plain.rpm', 'lead-signature-type-0.rpm'];
    expect((await diff(['--fail-on', 'never', ...pair])).status).toBe(0);
    placeFile(directory, 'new-rpm.toml', 'rpm-version = "6.0"\ntarget = ["install"]\n');
    expect((await diff(['--config', 'new-rpm.toml', ...pair])).status).toBe(0);
    expect((await diff(['--config', 'new-rpm.toml', '--fail-on', 'note', ...pair])).status).toBe(0);
  });

  it('is 3 with something unreadable, and both are told of', async () => {
    await place('plain');
    placeFile(directory, 'page.rpm', '<!DOCTYPE html>');
    const { status, stdout, stderr } = await diff(['page.rpm', 'missing.rpm']);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^rpmcow: page\.rpm: .*not an rpm package/),
      expect.stringMatching(/^rpmcow: cannot open missing\.rpm: .*ENOENT/),
      '',
    ]);
    expect((await diff(['plain.rpm', 'missing.rpm'])).status).toBe(3);
    expect((await diff(['plain.rpm', '.'])).status).toBe(3);
  });

  it('is not changed by findings that the configuration ignores', async () => {
    await place('plain', 'lead-signature-type-0');
    placeFile(directory, 'rpmcow.toml', '[[ignore]]\nrule = "lead-*"\nreason = "we know"\n');
    const { status, stdout } = await diff(['plain.rpm', 'lead-signature-type-0.rpm']);
    expect(status).toBe(0);
    expect(stdout).toContain('new, ignored: lead-signature-type');
  });
});

describe('wrong usage', () => {
  test.each([
    [[], "missing required argument 'old'"],
    [['a.rpm'], "missing required argument 'new'"],
    [['a.rpm', 'b.rpm', 'c.rpm'], 'too many arguments'],
    [['--format', 'ndjson', 'a.rpm', 'b.rpm'], 'Allowed choices are text, json'],
    [['--fail-on', 'sometimes', 'a.rpm', 'b.rpm'], 'error, warning, note, never'],
    [['--config', 'missing.toml', 'a.rpm', 'b.rpm'], 'missing.toml: no such file'],
    [['-', '-'], 'standard input can be read once'],
  ])('%j is status 2, and said', async (args, message) => {
    const { status, stdout, stderr } = await diff(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });
});

describe('inputs', () => {
  it('may come by standard input, on either side', async () => {
    await placeSample('old');
    const stdin = await samplePackage({ version: '2.0' });
    placeFile(directory, 'new.rpm', stdin);
    const withoutPaths = ({ old, new: current, ...rest }: DiffRecord) => [
      { ...old, path: '' },
      { ...current, path: '' },
      rest,
    ];
    const read = async (pair: readonly string[], request: RunRequest = {}) =>
      withoutPaths(JSON.parse((await diff(['--format', 'json', ...pair], request)).stdout).diff);
    expect(await read(['old.rpm', '-'], { stdin })).toEqual(await read(['old.rpm', 'new.rpm']));
    expect(await read(['-', 'old.rpm'], { stdin })).toEqual(await read(['new.rpm', 'old.rpm']));
  });

  it('may be extents files', async () => {
    await placeSample('old');
    await placeSample('new', { version: '2.0' });
    const expected = await recordOf('old.rpm', 'new.rpm');
    for (const name of ['old', 'new']) {
      const args = ['transcode', '-q', `${name}.rpm`, '-o', `${name}.extents`];
      expect((await run([RPMCOW, ...args], { cwd: directory })).status).toBe(0);
    }
    const { status } = await diff(['old.extents', 'new.extents']);
    expect(status).toBe(0);
    for (const pair of [
      ['old.extents', 'new.rpm'],
      ['old.rpm', 'new.extents'],
    ] as const) {
      const { old, new: current, ...rest } = await recordOf(...pair);
      const { old: _, new: __, ...expectedRest } = expected;
      expect([old.kind, current.kind].sort()).toEqual(['extents', 'package']);
      expect(rest).toMatchObject({ ...expectedRest, findings: { new: [], fixed: [] } });
    }
  });

  it('with different names are compared, with a warning', async () => {
    await placeSample('old');
    await placeSample('new', { name: 'another' });
    const { status, stdout, stderr } = await diff(['old.rpm', 'new.rpm']);
    expect(status).toBe(0);
    expect(stderr).toBe(
      'rpmcow: old.rpm (sample-1.0-1.noarch) and new.rpm (another-1.0-1.noarch) are no versions of one package: their names differ\n',
    );
    expect(stdout).toContain('~ NAME: "sample" -> "another"');
  });

  it('are read without their payload where that is asked for', async () => {
    await placeSample('old');
    const { old } = await recordOf('--headers-only', 'old.rpm', 'old.rpm');
    expect(old).toMatchObject({ sha256: null, prediction: { certain: false } });
  });
});

test('JSON is one document also where a package cannot be read', async () => {
  await placeSample('old');
  const { status, stdout } = await diff(['--format', 'json', 'old.rpm', 'missing.rpm']);
  expect(status).toBe(3);
  expect(JSON.parse(stdout)).toMatchObject({
    tool: { name: 'rpmcow' },
    diff: null,
    unreadable: [{ path: 'missing.rpm', code: 'ENOENT' }],
  });
});

test('colour is there when asked for, and nowhere else', async () => {
  await placeSample('old');
  const textOf = async (args: readonly string[], env = {}) =>
    (await diff([...args, 'old.rpm', 'old.rpm'], { env })).stdout;
  expect(await textOf([])).not.toContain('\u001b');
  expect(await textOf(['--color', 'always'], { NO_COLOR: '1' })).toContain('\u001b[');
  expect(await textOf(['--color', 'never'], { FORCE_COLOR: '1' })).not.toContain('\u001b');
});

test('a reader who leaves is no trouble', async () => {
  await placeSample('old', { files: [] });
  const files = Array.from({ length: 5000 }, (_, i) => ({
    type: 'directory' as const,
    path: `/opt/${i}`,
  }));
  await placeSample('new', { files });
  const args = ['--headers-only', '--fail-on', 'never', '--format', 'json', 'old.rpm', 'new.rpm'];
  const { status, stderr } = await diff(args, { hangUp: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

describe('transcripts', () => {
  test.each([
    ['diff sample-1.0.rpm sample-2.0.rpm'],
    ['diff sample-1.0.rpm sample-1.0.rpm'],
    ['diff plain.rpm directory-index-out-of-range.rpm'],
    ['diff --headers-only sample-2.0.rpm plain.rpm'],
    ['diff --config all-rules.toml plain.rpm lead-signature-type-0.rpm'],
    ['diff --config all-rules.toml lead-signature-type-0.rpm plain.rpm'],
    ['diff sample-1.0.rpm web-page.rpm'],
  ])('$ rpmcow %s', async (command) => {
    placeFile(directory, 'rpmcow.toml', '[rules]\nskip = ["*"]\n');
    placeFile(directory, 'all-rules.toml', '');
    await place('plain', 'directory-index-out-of-range', 'web-page', 'lead-signature-type-0');
    await placeSample('sample-1.0');
    await placeSample('sample-2.0', {
      version: '2.0',
      files: [
        { path: '/opt/sample', type: 'directory', mode: 0o700 },
        { path: '/opt/sample/big', type: 'regular', content: 'copy on write\n'.repeat(100_000) },
        { path: '/opt/sample/link', type: 'symlink', target: 'small' },
        { path: '/opt/sample/small', type: 'regular', content: 'smaller\n', user: 'bin' },
        { path: '/opt/sample/so', type: 'symlink', target: 'small' },
      ],
    });
    const [, ...args] = command.split(' ');
    const { status, stdout, stderr } = await diff(args);
    const transcript = `$ rpmcow ${command}\n${stdout}${stderr === '' ? '' : `(stderr)\n${stderr}`}(status ${status})\n`;
    expect(transcript).toMatchSnapshot();
  });
});

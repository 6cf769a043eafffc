/** The verb check as a process: what goes in, what comes out where, and the exit status. */
import { closeSync, openSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { placeFile, placePackages } from './corpus-files.ts';
import { RPMCOW, type RunRequest, run, samplePackage, scratch } from './programs.ts';

let directory = '';
beforeEach(() => {
  directory = scratch();
});

const place = (...names: string[]) => placePackages(directory, names);

/** Runs it there; both streams as text. */
async function check(args: readonly string[], request: RunRequest = {}) {
  const result = await run([RPMCOW, 'check', ...args], { cwd: directory, ...request });
  return { status: result.status, stdout: result.stdout.toString(), stderr: result.stderr };
}

interface Line {
  readonly path: string;
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: Readonly<Record<string, string>>;
    readonly ignored?: unknown;
  }[];
  readonly prediction?: Readonly<Record<string, unknown>>;
  readonly sha256: string | null;
}

/** Runs it for lines of JSON. */
async function lines(...args: string[]) {
  const { stdout, ...rest } = await check(['--format', 'ndjson', ...args]);
  const records = stdout.split('\n').slice(0, -1);
  return { ...rest, lines: records.map((line): Line => JSON.parse(line)) };
}

const rulesOf = ({ findings }: Line) => [...new Set(findings.map(({ rule }) => rule))];

describe('the exit status', () => {
  it('is 0 without findings, 1 with them', async () => {
    await place('plain', 'lead-signature-type-0');
    expect((await check(['plain.rpm'])).status).toBe(0);
    expect((await check(['lead-signature-type-0.rpm'])).status).toBe(1);
    expect((await check(['plain.rpm', 'lead-signature-type-0.rpm', 'plain.rpm'])).status).toBe(1);
  });

  it('is from which severity on somebody says', async () => {
    await place('lead-signature-type-0');
    const statusOf = async (...args: string[]) =>
      (await check(['--rule', 'lead-signature-type', ...args, 'lead-signature-type-0.rpm'])).status;
    expect(await statusOf('--fail-on', 'never')).toBe(0);
    expect(await statusOf('--fail-on', 'warning')).toBe(1);
    expect(await statusOf('--target', 'transcode', '--fail-on', 'note')).toBe(0);
    expect(await statusOf('--target', 'transcode', '--target', 'spec')).toBe(1);
    expect(await statusOf('--rpm-version', '4.20')).toBe(0);
    expect(await statusOf('--rpm-version', '4.19.1')).toBe(1);
  });

  it('is 3 with something unreadable, whatever the others are', async () => {
    await place('plain', 'lead-signature-type-0');
    placeFile(directory, 'page.rpm', '<!DOCTYPE html>');
    placeFile(directory, 'cut.rpm', (await packageBytes('plain')).subarray(0, 200));
    expect((await check(['plain.rpm', 'page.rpm'])).status).toBe(3);
    expect((await check(['cut.rpm', 'lead-signature-type-0.rpm'])).status).toBe(3);
    expect((await check(['--fail-on', 'never', 'missing.rpm'])).status).toBe(3);
  });
});

describe('wrong usage', () => {
  test.each([
    [[], 'missing required argument'],
    [['--format', 'xml', 'a.rpm'], 'Allowed choices are text, json, ndjson'],
    [['--target', 'moon', 'a.rpm'], 'transcode, install, spec'],
    [['--rpm-version', '3.0', 'a.rpm'], 'from 4.11 to 6'],
    [['--fail-on', 'sometimes', 'a.rpm'], 'error, warning, note, never'],
    [['--rule', 'led-magic', 'a.rpm'], 'no rule is called led-magic; perhaps lead-magic'],
    [['--skip', 'sig-zzz-*', 'a.rpm'], 'no rule is called sig-zzz-*; rpmcow rules lists them'],
    [['--report', 'vendor', '--format', 'json', 'a.rpm'], 'cannot be used with'],
    [['--ignore-file', 'missing.toml', 'a.rpm'], 'missing.toml: no such file'],
    [['--config', 'missing.toml', 'a.rpm'], 'missing.toml: no such file'],
    [['-j', '0', 'a.rpm'], 'no number from 1 to 999'],
    [['--color', 'pink', 'a.rpm'], 'auto, always, never'],
    [['-', '-'], 'standard input can be read once'],
  ])('%j is status 2, and said', async (args, message) => {
    const { status, stdout, stderr } = await check(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('is told of --help, with examples and exit statuses', async () => {
    const { status, stdout } = await check(['--help']);
    expect(status).toBe(0);
    for (const text of ['rpmcow check --report vendor', 'Exit status:', '[[ignore]]']) {
      expect(stdout).toContain(text);
    }
  });
});

describe('inputs', () => {
  it('are files, directories, globs and standard input, in the order they are given', async () => {
    for (const name of ['tree/b.rpm', 'tree/below/a.rpm', 'one.rpm', 'two.rpm']) {
      placeFile(directory, name, await packageBytes('plain'));
    }
    placeFile(directory, 'tree/readme.txt', 'no package');
    const { stdout, status } = await check(
      ['--format', 'ndjson', 't*.rpm', 'tree', '-', 'one.rpm'],
      { stdin: await packageBytes('plain') },
    );
    const paths = stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line).path);
    expect(status).toBe(0);
    expect(paths).toEqual(['two.rpm', 'tree/b.rpm', 'tree/below/a.rpm', '-', 'one.rpm']);
  });

  it('by standard input may be a file, and are then the same', async () => {
    await place('plain');
    const fd = openSync(join(directory, 'plain.rpm'), 'r');
    const fromFile = await check(['--format', 'ndjson', '-'], { stdin: fd });
    closeSync(fd);
    const fromPipe = await check(['--format', 'ndjson', '-'], {
      stdin: await packageBytes('plain'),
    });
    expect(fromFile).toEqual(fromPipe);
    expect(JSON.parse(fromFile.stdout).prediction).toMatchObject({ reference: 'same' });
  });

  it('that cannot be opened are told of, and the others checked', async () => {
    await place('plain');
    symlinkSync('nowhere', join(directory, 'dangling.rpm'));
    const { status, stdout, stderr } = await check(['dangling.rpm', 'no*match.rpm', 'plain.rpm']);
    expect(status).toBe(3);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^rpmcow: cannot open dangling\.rpm: .*ENOENT/),
      expect.stringMatching(/^rpmcow: cannot open no\*match\.rpm: .*ENOENT/),
      '',
    ]);
    expect(stdout).toMatch(/^plain\.rpm: survives/);
  });

  it('may be none at all, which is said', async () => {
    placeFile(directory, 'empty/readme.txt', '');
    const { status, stderr } = await check(['empty']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'rpmcow: no *.rpm below empty\n' });
  });
});

describe('JSON', () => {
  it('has packages and unreadable files in one document', async () => {
    await place('plain', 'web-page');
    const { status, stdout, stderr } = await check(['--format', 'json', '.', 'missing.rpm']);
    const { tool, packages, unreadable } = JSON.parse(stdout);
    expect(status).toBe(3);
    expect(tool).toEqual({ name: 'rpmcow', version: expect.stringMatching(/^\d/) });
    expect(packages.map(({ path }: Line) => path)).toEqual(['plain.rpm', 'web-page.rpm']);
    expect(packages[1].prediction).toMatchObject({ reference: 'not-a-package', rpmcow: 'refused' });
    expect(unreadable).toEqual([
      {
        path: 'web-page.rpm',
        code: 'BAD_MAGIC',
        section: 'lead',
        offset: 0,
        message: expect.any(String),
      },
      {
        path: 'missing.rpm',
        code: 'ENOENT',
        section: null,
        offset: null,
        message: expect.any(String),
      },
    ]);
    expect(stderr.split('\n')).toHaveLength(3);
  });

  it('by lines has one for a package and one more for what is unreadable', async () => {
    await place('plain', 'web-page');
    const { status, lines: all } = await lines('plain.rpm', 'web-page.rpm', 'missing.rpm');
    expect(status).toBe(3);
    expect(all.map(({ path, prediction }) => [path, prediction?.['reference']])).toEqual([
      ['plain.rpm', 'same'],
      ['web-page.rpm', 'not-a-package'],
      ['web-page.rpm', undefined],
      ['missing.rpm', undefined],
    ]);
  });

  it('of headers alone has no digest and no certainty', async () => {
    await place('plain');
    const { lines: all } = await lines('--headers-only', 'plain.rpm');
    expect(all[0]).toMatchObject({
      sha256: null,
      prediction: { reference: 'same', certain: false },
    });
  });

  it('is the same with threads as without', async () => {
    for (let i = 0; i < 6; i++) placeFile(directory, `in/${i}.rpm`, await packageBytes('plain'));
    const alone = await lines('-j', '1', 'in');
    expect(alone.lines).toHaveLength(6);
    expect(await lines('-j', '3', 'in')).toEqual(alone);
  });

  it('has a forecast where one is asked for', async () => {
    await place('plain');
    const { lines: all } = await lines('--estimate', 'plain.rpm');
    expect(all[0]).toMatchObject({
      estimate: { blockSize: 4096, perBlockSize: expect.any(Array) },
    });
  });
});

describe('rules', () => {
  it('are chosen and left out by id and glob', async () => {
    await place('lead-signature-type-0');
    const chosen = async (...args: string[]) =>
      rulesOf((await lines(...args, 'lead-signature-type-0.rpm')).lines[0]!);
    expect(await chosen()).toContain('lead-signature-type');
    expect(await chosen('--rule', 'lead-signature-*')).toEqual(['lead-signature-type']);
    expect(await chosen('--skip', 'lead-signature-type')).not.toContain('lead-signature-type');
    expect(await chosen('--rule', 'lead-*', '--skip', '*')).toEqual([]);
  });

  it('weigh for the rpm that is named', async () => {
    await place('lead-signature-type-0');
    const weight = async (version: string) =>
      (await lines('--rule', 'lead-signature-type', '--rpm-version', version, '.')).lines[0]!
        .findings[0]!.severity['install'];
    expect(await weight('4.19')).toBe('error');
    expect(await weight('6.0')).toBe('none');
  });
});

describe('the configuration', () => {
  const IGNORE = '[[ignore]]\nrule = "lead-signature-type"\nreason = "we know"\n';

  it('is found where one stands, and options win over it', async () => {
    await place('lead-signature-type-0');
    placeFile(directory, 'rpmcow.toml', 'fail-on = "never"\nrules.skip = ["lead-magic"]\n');
    expect((await check(['.'])).status).toBe(0);
    expect((await check(['--fail-on', 'error', '.'])).status).toBe(1);
    placeFile(directory, 'other.toml', 'rpm-version = "4.20"\n');
    const only = ['--rule', 'lead-signature-type', '.'];
    expect((await check(['--config', 'other.toml', ...only])).status).toBe(0);
    expect((await check(['--config', 'other.toml', '--rpm-version', '4.18', ...only])).status).toBe(
      1,
    );
  });

  it('ignores findings, which stay in the record with the reason', async () => {
    await place('lead-signature-type-0');
    placeFile(directory, 'rpmcow.toml', IGNORE);
    const only = ['--rule', 'lead-signature-type', 'lead-signature-type-0.rpm'];
    const { status, lines: all, stderr } = await lines(...only);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(all[0]!.findings[0]!.ignored).toEqual({ reason: 'we know' });
    expect((await check(only)).stdout).toContain('ignored: lead-signature-type (we know)');
  });

  it('of entries that do nothing, or did expire, only warns', async () => {
    await place('plain');
    placeFile(directory, 'rpmcow.toml', IGNORE);
    placeFile(directory, 'more.toml', `${IGNORE}package = "x*"\nexpires = 2020-01-31\n`);
    const { status, stderr } = await check(['--ignore-file', 'more.toml', 'plain.rpm']);
    expect({ status, stderr }).toEqual({
      status: 0,
      stderr:
        'rpmcow: the entry to ignore lead-signature-type, x*, 2020-01-31 has expired\n' +
        'rpmcow: the entry to ignore lead-signature-type ignored nothing\n',
    });
  });

  it('that is wrong is status 2, before anything is checked', async () => {
    await place('plain');
    placeFile(directory, 'rpmcow.toml', 'fail-on = "perhaps"\n');
    expect(await check(['plain.rpm'])).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringContaining(
        'rpmcow.toml: fail-on: expected error, warning, note or never; found "perhaps"',
      ),
    });
  });
});

describe('colour', () => {
  it('is there when asked for, and nowhere else', async () => {
    await place('lead-signature-type-0');
    const textOf = async (args: readonly string[], env = {}) =>
      (await check([...args, '.'], { env })).stdout;
    expect(await textOf([])).not.toContain('\u001b');
    expect(await textOf(['--color', 'always'], { NO_COLOR: '1' })).toContain('\u001b[');
    expect(await textOf(['--color', 'never'], { FORCE_COLOR: '1' })).not.toContain('\u001b');
  });
});

describe('a reader who leaves', () => {
  it.each(['text', 'ndjson', 'json'])('ends the work quietly (%s)', async (format) => {
    const bytes = await packageBytes('lead-signature-type-0');
    for (let i = 0; i < 300; i++) placeFile(directory, `in/${i}.rpm`, bytes);
    const args = ['--headers-only', '--format', format, '--fail-on', 'never', 'in'];
    const { status, stderr } = await check(args, { hangUp: true });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('a report for the vendor', () => {
  it('is Markdown with the bytes shown', async () => {
    await place('lead-signature-type-0');
    const { status, stdout } = await check([
      '--report',
      'vendor',
      '--rule',
      'lead-signature-type',
      '.',
    ]);
    expect(status).toBe(1);
    expect(stdout).toContain('# plain-1.0-1.noarch: ');
    expect(stdout).toMatch(/^00000040 {2}([0-9a-f]{2} ){7}/m);
    expect(stdout).toContain('**How to repair it:**');
    expect(stdout).toContain('rpmkeys -Kv lead-signature-type-0.rpm');
  });
});

describe('transcripts', () => {
  test.each([
    ['check plain.rpm'],
    ['check lead-signature-type-0.rpm'],
    ['check signature-trailer-early.rpm'],
    ['check web-page.rpm'],
    ['check --headers-only plain.rpm source.rpm lead-signature-type-0.rpm'],
    ['check --report vendor lead-signature-type-0.rpm'],
    ['check --estimate --rule lead-magic sample.rpm'],
  ])('$ rpmcow %s', async (command) => {
    await place('plain', 'source', 'lead-signature-type-0', 'web-page', 'signature-trailer-early');
    placeFile(directory, 'sample.rpm', await samplePackage());
    const [, ...args] = command.split(' ');
    const { status, stdout, stderr } = await check(args);
    const transcript = `$ rpmcow ${command}\n${stdout}${stderr === '' ? '' : `(stderr)\n${stderr}`}(status ${status})\n`;
    expect(transcript.replaceAll(/rpmcow \d+\.\d+\.\d+/g, 'rpmcow X')).toMatchSnapshot();
  });
});

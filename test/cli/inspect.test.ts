/** The verb as a user meets it: a process with files, standard input, output and an exit status. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writePackage } from '../../corpus/writer/write-package.ts';

const COMMAND = pathToFileURL(resolve(import.meta.dirname, '../../src/cli/commands/inspect.ts'));
const PROGRAM = `const { inspectCommand } = await import('${COMMAND}'); await inspectCommand().parseAsync();`;

let directory: string;
let bytes: Uint8Array;
const at = (name: string) => join(directory, name);

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'inspect-'));
  bytes = await writePackage({
    name: 'cli',
    files: [{ type: 'regular', path: '/opt/cli', content: 'content\n' }],
  });
  writeFileSync(at('sound.rpm'), bytes);
  writeFileSync(at('cut.rpm'), bytes.subarray(0, bytes.length - 60));
  writeFileSync(at('text.rpm'), 'no package');
});

afterAll(() => rmSync(directory, { recursive: true }));

function inspect(
  args: readonly string[],
  stdin: { input: Uint8Array } | { fd: number } | null = null,
) {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', PROGRAM, '--', ...args],
    {
      encoding: 'utf8',
      ...(stdin === null ? {} : 'fd' in stdin ? { stdio: [stdin.fd, 'pipe', 'pipe'] } : stdin),
    },
  );
  return { stdout, stderr, status };
}

describe('text', () => {
  it('of a sound package is all there is, without colour', () => {
    const { stdout, stderr, status } = inspect([at('sound.rpm')]);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    expect(stdout).toContain(': RPM package cli-1.0-1.noarch, ');
    expect(stdout).toContain('./opt/cli\n');
    expect(stdout).not.toContain('\u001b');
  });

  it('of a cut package goes as far as it can, and the reason goes to standard error', () => {
    const { stdout, stderr, status } = inspect([at('cut.rpm')]);
    expect(status).toBe(3);
    expect(stdout).toContain('not readable to the end');
    expect(stdout).toContain('PAYLOADCOMPRESSOR');
    expect(stderr).toMatch(/^rpmcow: .*cut\.rpm: (cpio|payload) at offset \d+: expected .*\n$/);
  });

  it('goes on after what is no package, and after what is not there', () => {
    const { stdout, stderr, status } = inspect([at('text.rpm'), at('absent.rpm'), at('sound.rpm')]);
    expect(status).toBe(3);
    expect(stdout).toContain('RPM package cli-1.0-1.noarch');
    expect(stderr.split('\n')).toEqual([
      expect.stringContaining('text.rpm: lead at offset 0'),
      expect.stringContaining('absent.rpm: no such file or directory (ENOENT)'),
      '',
    ]);
  });
});

describe('standard input', () => {
  it('is a pipe or a file', () => {
    const expected = inspect([at('sound.rpm')]).stdout.replace(at('sound.rpm'), '-');
    expect(inspect(['-'], { input: bytes })).toEqual({ stdout: expected, stderr: '', status: 0 });
    const fd = openSync(at('sound.rpm'), 'r');
    expect(inspect(['-'], { fd })).toEqual({ stdout: expected, stderr: '', status: 0 });
  });
});

describe('JSON', () => {
  it('is one document of all files and all that was unreadable', () => {
    const paths = ['sound.rpm', 'text.rpm', 'cut.rpm', 'absent.rpm'].map(at);
    const { stdout, status } = inspect(['--format', 'json', ...paths]);
    const { tool, files, unreadable } = JSON.parse(stdout);
    expect(status).toBe(3);
    expect(tool).toEqual({ name: 'rpmcow', version: expect.any(String) });
    expect(files).toMatchObject([
      { path: paths[0], kind: 'package', size: bytes.length, problems: [] },
      { path: paths[2], problems: [{ offset: expect.any(Number) }] },
    ]);
    expect(unreadable).toMatchObject([
      { path: paths[1], code: 'BAD_MAGIC', section: 'lead', offset: 0 },
      { path: paths[2], code: expect.any(String), message: expect.any(String) },
      { path: paths[3], code: 'ENOENT', section: null, offset: null },
    ]);
    for (const each of unreadable) {
      expect(Object.keys(each)).toEqual(['path', 'code', 'section', 'offset', 'message']);
    }
  });

  it('is complete when nothing could be read', () => {
    const { stdout, status } = inspect(['--format', 'json', at('text.rpm')]);
    expect(status).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({ files: [], unreadable: [{ path: at('text.rpm') }] });
  });
});

it('explains itself', () => {
  const { stdout, status } = inspect(['--help']);
  expect(status).toBe(0);
  expect(stdout).toContain('rpmcow inspect hello.rpm');
  expect(stdout).toContain('Exit status:');
});

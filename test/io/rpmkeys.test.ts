import { closeSync, existsSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { type RpmkeysResult, startRpmkeys } from '../../src/io/rpmkeys.ts';
import { openDescriptors, scratchDirectory } from './scratch.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

/** Puts a shell script in the place of rpmkeys; returns the path of a package for it. */
function pretend(script: string): string {
  const directory = scratchDirectory();
  writeFileSync(join(directory, 'rpmkeys'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  writeFileSync(join(directory, 'package.rpm'), 'the package');
  const { PATH } = process.env;
  vi.stubEnv('PATH', `${directory}${delimiter}${PATH}`);
  return join(directory, 'package.rpm');
}

test('runs as dnf runs it, with the package on standard input', async () => {
  const stdin = pretend(`
    echo '-:'
    for argument; do echo "    argument $argument"; done
    echo "    locale $LC_ALL $LANG"
    echo "    input $(cat)"
    echo 'warning: of some kind' >&2
    exit 1`);
  vi.stubEnv('LC_ALL', 'de_DE.UTF-8');
  expect(await startRpmkeys({ stdin }).result).toEqual({
    kind: 'ran',
    exitStatus: 1,
    text: [
      '    argument --checksig',
      '    argument --verbose',
      '    argument --define',
      '    argument _pkgverify_level digest',
      '    argument --define',
      '    argument _pkgverify_flags 0x0',
      '    argument -',
      '    locale C C',
      '    input the package',
      '',
    ].join('\n'),
    stderr: 'warning: of some kind\n',
  });
});

test('a descriptor may be closed as soon as it was given', async () => {
  const path = pretend('echo "    $(cat)"');
  const fd = openSync(path, 'r');
  const { result } = startRpmkeys({ stdin: fd });
  closeSync(fd);
  expect(await result).toMatchObject({ text: '    the package\n' });
});

test('runs beside synchronous work, and is not blamed for its length', async () => {
  const path = pretend('cat >/dev/null; echo "    done"; touch "$(dirname "$0")/finished"');
  const finished = join(path, '../finished');
  const { result } = startRpmkeys({ stdin: path, timeLimit: 20 });
  const end = performance.now() + 5_000;
  while (!existsSync(finished) && performance.now() < end);
  expect(existsSync(finished)).toBe(true);
  const settle = performance.now() + 100;
  while (performance.now() < settle);
  expect(await result).toMatchObject({ kind: 'ran', text: '    done\n' });
});

test('a host without rpmkeys says so', async () => {
  const path = pretend('');
  vi.stubEnv('PATH', join(path, '../nothing'));
  expect(await startRpmkeys({ stdin: path }).result).toEqual({ kind: 'absent' });
});

test.each([
  ['takes too long', 'exec sleep 60', /^it took longer than 200 ms$/],
  ['prints without end', 'exec yes "    Header: OK"', /^it printed more than \d+ bytes$/],
  ['dies', 'kill -SEGV $$', /^it was ended by SIGSEGV$/],
])('a program that %s has failed', async (_, script, reason) => {
  const stdin = pretend(script);
  const timeLimit = script.includes('sleep') ? 200 : 20_000;
  expect(await startRpmkeys({ stdin, timeLimit }).result).toEqual({
    kind: 'failed',
    reason: expect.stringMatching(reason),
  });
});

test('a package that cannot be opened has failed, and is not taken for a missing program', async () => {
  const stdin = join(pretend(''), '../missing.rpm');
  expect(await startRpmkeys({ stdin }).result).toMatchObject({ kind: 'failed' });
});

test('leaks no descriptor', async () => {
  const stdin = pretend('cat >/dev/null');
  await startRpmkeys({ stdin }).result;
  const before = openDescriptors();
  for (let i = 0; i < 5; i++) await startRpmkeys({ stdin }).result;
  expect(openDescriptors()).toBe(before);
});

/** What the reference stored, wrongly: it had lost a part of its input. */
const FALSE_RECORD = /^(cpio_tail_|payload_trailing_)/;
/** rpm 4.18 and older look at more of the lead than the reference did. */
const LEAD = /lead/;

interface Row {
  readonly id: string;
  readonly rc: number | '-';
  readonly text: string;
}

test("the system's rpmkeys says what the reference stored", async (context) => {
  const truth = resolve('../shared/truth');
  const rows = join(truth, 'checksig.jsonl');
  if (!existsSync(rows) || !existsSync('/usr/bin/rpmkeys')) {
    console.warn(`no referee: it needs /usr/bin/rpmkeys and ${rows}`);
    return context.skip();
  }
  const differing: [Row, RpmkeysResult][] = [];
  let compared = 0;
  for (const line of readFileSync(rows, 'utf8').trimEnd().split('\n')) {
    const row = JSON.parse(line) as Row;
    if (row.rc === '-' || FALSE_RECORD.test(row.id) || LEAD.test(row.id)) continue;
    const fd = openSync(join(truth, row.id), 'r');
    const result = await startRpmkeys({ stdin: fd }).result;
    closeSync(fd);
    const rc = result.kind === 'ran' && result.exitStatus === 0 ? 0 : 2;
    const text = result.kind === 'ran' ? result.text : undefined;
    if (rc !== row.rc || text !== row.text) differing.push([row, result]);
    compared++;
  }
  expect(differing).toEqual([]);
  expect(compared).toBeGreaterThan(150);
});

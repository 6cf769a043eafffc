/** The verb completion, as real shells use it. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { itemsOf } from '../../.dev/docs/help.ts';
import { programHelps } from '../../.dev/docs/program-help.ts';
import { HOST_CHECKS } from '../../src/host/host-checks.ts';
import { AUDIT_REPORTS } from '../../src/report/audit/audit-reports.ts';
import { REPORTS } from '../../src/report/ci/reporters.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { completions, SHELLS, type Shell } from './interactive-shells.ts';
import { RPMCOW, run, scratch } from './programs.ts';

const RULE_IDS = RULES.map(({ id }) => id);

/** By their helps. */
const VERBS = programHelps()
  .filter(({ name }) => name !== 'rpmcow')
  .map(({ help }) => ({
    verb: help.program.replace(/^rpmcow[ -]/, ''),
    options: itemsOf(help, 'Options')
      .map(({ term }) => /--[\w-]+/.exec(term)![0])
      .toSorted(),
  }));

/** What every shell must make of a line: its last word, completed. */
const LINES: Readonly<Record<string, readonly string[]>> = {
  'rpmcow tran': ['transcode'],
  'rpmcow --ver': ['--version'],
  'rpmcow check --format ': ['text', 'json', 'ndjson'],
  'rpmcow check --headers-only --color al': ['always'],
  'rpmcow transcode --no': ['--nokey', '--no-progress'],
  'rpmcow check --rule sig-region-': RULE_IDS.filter((id) => id.startsWith('sig-region-')),
  'rpmcow explain sig-region-stale-count lead-': RULE_IDS.filter((id) => id.startsWith('lead-')),
  'rpmcow explain host-': HOST_CHECKS.map(({ id }) => id),
  'rpmcow check --key key': ['key.asc'],
  'rpmcow check hello': ['hello.rpm'],
  'rpmcow verify hello.extents --against hello': ['hello.rpm'],
  'rpmcow verify cl': ['clean.rpm'],
  'rpmcow extract hello.rpm -C ': ['new'],
  'rpmcow audit --gate cow-fails,diff': ['cow-fails,different-tree'],
  'rpmcow rpm2extents --nokey p': ['pass-through'],
  'rpmcow rpm2extents SHA25': ['SHA256'],
  'rpmcow dnf-hook libdnf5-g': ['libdnf5-goal-resolved'],
  'rpmcow completion ': ['bash', 'zsh', 'fish'],
  'rpmcow help denyl': ['denylist'],
  'rpmcow frobnicate ': [],
};

/** A folder with files to complete. */
function folder(): string {
  const path = scratch();
  for (const name of ['hello.rpm', 'key.asc', 'clean.rpm', 'a b.rpm']) {
    writeFileSync(join(path, name), '');
  }
  mkdirSync(join(path, 'new'));
  return path;
}

/** Without what shells append for what may follow: a path, a value, another word. */
const plain = (words: readonly string[] = []) =>
  words.map((word) => word.replace(/[/=,]$/, '')).toSorted();

async function answersTo(shell: Shell, lines: readonly string[]) {
  return await completions(shell, lines, folder());
}

describe.each(SHELLS)('%s', (shell) => {
  it('completes verbs, options and values', async () => {
    const lines = Object.keys(LINES);
    const answers = await answersTo(shell, lines);
    if (answers === undefined) return;
    lines.forEach((line, i) => {
      expect.soft(plain(answers[i]), line).toEqual(LINES[line]!.toSorted());
    });
  });

  it('completes what stands behind an equals sign', async () => {
    const lines = ['rpmcow check --format=nd', 'rpmcow check --key=ke'];
    const answers = await answersTo(shell, lines);
    if (answers === undefined) return;
    expect(answers.map(plain)).toEqual([['--format=ndjson'], ['--key=key.asc']]);
  });

  it('completes reports of each verb, and then the file', async () => {
    const lines = ['check', 'audit'].map((verb) => `rpmcow ${verb} --report `);
    const answers = await answersTo(shell, [...lines, 'rpmcow check --report sarif=cle']);
    if (answers === undefined) return;
    const [ofCheck, ofAudit, file] = answers;
    expect(plain(ofCheck)).toEqual(Object.keys(REPORTS).toSorted());
    expect(plain(ofAudit)).toEqual(Object.keys(AUDIT_REPORTS).toSorted());
    expect(plain(file)).toEqual(['sarif=clean.rpm']);
  });

  it('offers a file with a blank in its name as one word', async () => {
    const answers = await answersTo(shell, ['rpmcow check a']);
    if (answers === undefined) return;
    expect(plain(answers[0])).toEqual([shell === 'fish' ? 'a b.rpm' : 'a\\ b.rpm']);
  });

  it('knows every long option of every verb', async () => {
    const answers = await answersTo(
      shell,
      VERBS.map(({ verb }) => `rpmcow ${verb} --`),
    );
    if (answers === undefined) return;
    VERBS.forEach(({ verb, options }, i) => {
      expect.soft(plain(answers[i]), verb).toEqual(options);
    });
  });
});

test('a shell that there is no script for is wrong usage', async () => {
  const { status, stdout, stderr } = await run([RPMCOW, 'completion', 'tcsh']);
  expect({ status, stdout: stdout.toString() }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('bash, zsh, fish');
});

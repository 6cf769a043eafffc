/** Items come through dnf's own reader of configuration files as they were written. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { denyListValue, isUsableItem } from '../../../src/audit/deny-list/deny-item.ts';
import {
  denyListConfiguration,
  denyListVariable,
} from '../../../src/report/audit/deny-list-settings.ts';

/** What the plugin for dnf 4 does: libdnf's parser, with substitutions. */
const READ = `
import sys, libdnf.conf
for path in sys.argv[1:]:
    parser = libdnf.conf.ConfigParser()
    parser.read(path)
    print(parser.getSubstitutedValue('main', 'denylist'))
`;
/** The one that dnf's packages belong to. */
const PYTHON = '/usr/bin/python3';
const hasLibdnf = spawnSync(PYTHON, ['-c', 'import libdnf.conf']).status === 0;
if (!hasLibdnf) console.warn('skipped: python3 has no libdnf here');

/** Lists of odd items, the same ones every time. */
const LISTS = fc.sample(
  fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 12 }).filter(isUsableItem), {
    maxLength: 4,
  }),
  { seed: 7, numRuns: 200 },
);

it.skipIf(!hasLibdnf)('libdnf reads from reflink.conf what was written there', () => {
  const directory = mkdtempSync(join(tmpdir(), 'deny-list-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  const values = LISTS.map((items) => denyListValue(items));
  const paths = values.map((value, i) => {
    const path = join(directory, `${i}.conf`);
    writeFileSync(path, denyListConfiguration(value, 'A list for a test.'));
    return path;
  });
  const { stdout, stderr } = spawnSync(PYTHON, ['-c', READ, ...paths]);
  expect(stderr.toString()).toBe('');
  expect(stdout.toString()).toBe(values.map((value) => `${value}\n`).join(''));
});

it('a shell takes the variable as it is', () => {
  const values = LISTS.map((items) => denyListValue(items));
  const show = 'printf "%s\\n" "$LIBREPO_TRANSCODE_RPMS_DENYLIST"\n';
  const script = values.map((value) => `${denyListVariable(value)}${show}`).join('');
  const { stdout } = spawnSync('sh', ['-c', script]);
  expect(stdout.toString()).toBe(values.map((value) => `${value}\n`).join(''));
});

/** The verbs rules and explain, as processes. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { HOST_CHECKS } from '../../src/host/host-checks.ts';
import { hostRecord } from '../../src/report/host-record.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { OTHER_REASONS } from '../../src/rules/other-reasons.ts';
import { RPMCOW, run } from './programs.ts';

async function rpmcow(...args: string[]) {
  const { status, stdout, stderr } = await run([RPMCOW, ...args]);
  return { status, stdout: stdout.toString(), stderr };
}

/** The ids that a table of rules has, up to that of the host. */
async function listed(...args: string[]): Promise<string[]> {
  const { status, stdout } = await rpmcow('rules', ...args);
  expect(status).toBe(0);
  return idsIn(stdout.split('\n\n')[0]!);
}

/** Without the line of titles. */
function idsIn(table: string): string[] {
  return table
    .trimEnd()
    .split('\n')
    .slice(1)
    .map((line) => line.split(' ')[0]!);
}

const idsWhere = (wanted: (rule: (typeof RULES)[number]) => boolean) =>
  RULES.filter(wanted).map(({ id }) => id);

describe('rules', () => {
  it('lists every rule', async () => {
    expect(await listed()).toEqual(RULES.map(({ id }) => id));
  });

  it('lists those of a group, a target, a severity', async () => {
    const lead = (id: string) => id.startsWith('lead-');
    expect(await listed('--group', 'lead')).toEqual(idsWhere(({ id }) => lead(id)));
    expect(await listed('--target', 'install', '--severity', 'error')).toEqual(
      idsWhere(({ severity }) => severity.install === 'error'),
    );
    expect(await listed('--severity', 'error')).toEqual(
      idsWhere(({ severity }) => Object.values(severity).includes('error')),
    );
  });

  it('lists what preflight looks at behind them, and alone', async () => {
    const ids = HOST_CHECKS.map(({ id }) => id);
    const { stdout } = await rpmcow('rules');
    expect(idsIn(stdout.split('\n\n')[1]!)).toEqual(ids);
    expect(await listed('--group', 'host')).toEqual(ids);
    expect(await listed('--group', 'host', '--severity', 'error')).toEqual(
      HOST_CHECKS.filter(({ severity }) => severity === 'error').map(({ id }) => id),
    );
    const spec = await rpmcow('rules', '--target', 'spec');
    expect(spec.stdout).not.toContain('host-fs');
  });

  it('is data, with everything that explain says', async () => {
    const { status, stdout } = await rpmcow('rules', '--format', 'json');
    const { tool, rules, hostChecks } = JSON.parse(stdout);
    expect(status).toBe(0);
    expect(tool.name).toBe('rpmcow');
    expect(rules.map(({ id }: { id: string }) => id)).toEqual(RULES.map(({ id }) => id));
    expect(hostChecks).toEqual(HOST_CHECKS.map(hostRecord));
  });

  it('is the page of the documentation', async () => {
    const { stdout } = await rpmcow('rules', '--format', 'markdown');
    expect(stdout).toBe(readFileSync(resolve(import.meta.dirname, '../../docs/RULES.md'), 'utf8'));
  });

  test.each([['--group', 'moon'], ['--severity', 'none'], ['--format', 'xml'], ['surplus']])(
    '%s %s is status 2',
    async (...args) => {
      const { status, stderr } = await rpmcow('rules', ...args);
      expect(status).toBe(2);
      expect(stderr).toContain('error: ');
    },
  );
});

describe('explain', () => {
  it('tells all about rules', async () => {
    const { status, stdout, stderr } = await rpmcow('explain', 'lead-signature-type', 'lead-magic');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    for (const { doc } of RULES.filter(({ id }) => id === 'lead-magic')) {
      for (const text of [doc.what, doc.why, doc.fix]) {
        expect(stdout.replaceAll(/\s+/g, ' ')).toContain(text);
      }
    }
    expect(stdout).toMatch(/^lead-signature-type \(Lead\)\n/);
    expect(stdout).toMatch(/\n\nlead-magic \(Lead\)\n/);
  });

  it('tells all about a check of the host', async () => {
    for (const { id, doc } of HOST_CHECKS) {
      const { status, stdout } = await rpmcow('explain', id);
      expect(status).toBe(0);
      const text = stdout.replaceAll(/\s+/g, ' ');
      for (const part of [id, doc.what, doc.why, doc.fix, ...doc.sources]) {
        expect(text).toContain(part);
      }
    }
  });

  it('tells what is no defect', async () => {
    for (const [id, text] of OTHER_REASONS) {
      const { status, stdout } = await rpmcow('explain', id);
      expect(status).toBe(0);
      expect(stdout.replaceAll(/\s+/g, ' ')).toContain(text);
    }
  });

  test.each([
    ['led-magic', 'no rule is called led-magic; perhaps lead-magic'],
    ['host-rot-split', 'no rule is called host-rot-split; perhaps host-root-split'],
    ['xyz', 'no rule is called xyz; rpmcow rules lists them'],
  ])('%s is status 2', async (id, message) => {
    const { status, stdout, stderr } = await rpmcow('explain', 'lead-magic', id);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('has help', async () => {
    for (const verb of ['rules', 'explain']) {
      const { status, stdout } = await rpmcow(verb, '--help');
      expect(status).toBe(0);
      expect(stdout).toContain(`rpmcow ${verb}`);
    }
  });
});

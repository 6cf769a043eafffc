/** The tmt test and plan: their shape, and the results that tmt takes from the test. */
import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { RULE, type Stage } from './built-packages.ts';
import { INTEGRATIONS, pipeline } from './pipeline.ts';
import { integrationSuite, readYaml, type Yaml } from './yaml.ts';

const TMT = join(INTEGRATIONS, 'tmt');

integrationSuite('tmt test', () => {
  async function runTest(stage: Stage, env: Readonly<Record<string, string>> = {}) {
    const { directory, sh } = await pipeline(stage);
    // Where the plan's prepare step puts them.
    renameSync(join(directory, 'RPMS/noarch'), join(directory, 'rpms'));
    const { test } = readYaml(join(TMT, 'check/main.fmf'));
    const { status } = await sh(join(TMT, 'check', test), {
      TMT_TEST_DATA: directory,
      TMT_PLAN_DATA: directory,
      ...env,
    });
    const results = () => readYaml(join(directory, 'results.yaml'));
    return { status, results };
  }

  it('has the keys that tmt documents, and the results are its own', () => {
    const { summary, description, test, duration, ...rest } = readYaml(join(TMT, 'check/main.fmf'));
    expect([summary, description, test]).toEqual(new Array(3).fill(expect.any(String)));
    expect(duration).toMatch(/^[0-9]+[mh]$/);
    expect(rest).toEqual({ result: 'custom', require: expect.any(Array) });
    expect(readFileSync(join(TMT, '.fmf/version'), 'utf8')).toBe('1\n');
  });

  it('has a plan that discovers it and fetches packages to where it looks', () => {
    const { discover, prepare, execute } = readYaml(join(TMT, 'plans/rpmcow.fmf'));
    expect([discover, execute]).toEqual([{ how: 'fmf' }, { how: 'tmt' }]);
    expect(prepare[0].script).toContain('"$TMT_PLAN_DATA/rpms"');
  });

  it('fails for a planted deviation', async () => {
    const { status, results } = await runTest('planted');
    expect(status).toBe(1);
    expect(results()).toEqual([
      expect.objectContaining({ name: '/hello.noarch', result: 'fail' }),
      expect.objectContaining({ name: `/hello.noarch/${RULE}`, result: 'fail' }),
      expect.objectContaining({ name: '/hello.noarch/sig-missing', result: 'info' }),
    ]);
  });

  it('passes once it is fixed', async () => {
    const { status, results } = await runTest('fixed');
    expect(status).toBe(0);
    for (const { result } of results()) expect(result).toMatch(/^(pass|info)$/);
  });

  it('ends with 3 for what cannot be read, and reports the others', async () => {
    const { status, results } = await runTest('unreadable');
    expect(status).toBe(3);
    const found = results().map(({ result }: Yaml) => result);
    expect(found).toContain('error');
    expect(found).toContain('fail');
  });

  it('hands variables on', async () => {
    const env = { RPMCOW_PACKAGES: 'rpms', RPMCOW_ARGUMENTS: '--fail-on=never' };
    expect(await runTest('planted', env)).toMatchObject({ status: 0 });
  });

  it('leaves no results of a run that was none', async () => {
    const { status, results } = await runTest('fixed', { RPMCOW_ARGUMENTS: '--no-such-option' });
    expect(status).toBe(2);
    expect(results).toThrow();
  });
});

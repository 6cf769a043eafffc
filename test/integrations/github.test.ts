/** The GitHub action: its shape, and its script as the runner calls it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it, test } from 'vitest';
import { PACKAGE, PAGE, RULE } from './built-packages.ts';
import { INTEGRATIONS, installedProgram, type Pipeline, pipeline } from './pipeline.ts';
import { integrationSuite, readYaml, type Yaml } from './yaml.ts';

const PATH = join(INTEGRATIONS, 'github/action.yml');
const ERROR = `::error file=${PACKAGE},line=1,title=${RULE}::`;
const PACKAGES = 'RPMS/*/*.rpm';

integrationSuite('GitHub action', () => {
  let action: Yaml;
  let check: Yaml;
  beforeAll(() => {
    action = readYaml(PATH);
    check = action.runs.steps.at(-1);
  });

  /** What the runner makes of an expression: nothing but inputs is asked for. */
  function evaluate(text: string, inputs: Readonly<Record<string, string>>): string {
    return `${text}`.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => {
      const name = /^inputs\.([a-z-]+)$/.exec(expression)?.[1];
      if (name === undefined || !(name in action.inputs)) throw new Error(`${expression}?`);
      return inputs[name] ?? action.inputs[name].default ?? '';
    });
  }

  async function runCheck(
    { directory, sh }: Pipeline,
    inputs: Readonly<Record<string, string>> = { packages: PACKAGES },
  ) {
    const env = Object.entries<string>(check.env).map(([name, value]) => [
      name,
      evaluate(value, inputs),
    ]);
    return await sh(check.run, {
      ...Object.fromEntries(env),
      GITHUB_STEP_SUMMARY: join(directory, 'step-summary'),
    });
  }

  it('has the shape that GitHub documents', () => {
    const { name, description, inputs, outputs, runs } = action;
    expect(Object.keys(action)).toEqual(['name', 'description', 'inputs', 'outputs', 'runs']);
    expect([name, description]).toEqual([expect.any(String), expect.any(String)]);
    expect(runs).toEqual({ using: 'composite', steps: expect.any(Array) });
    for (const input of Object.values<Yaml>(inputs)) {
      expect(input).toEqual(
        input.required
          ? { description: expect.any(String), required: true }
          : { description: expect.any(String), default: expect.any(String) },
      );
    }
    for (const output of Object.values<Yaml>(outputs)) {
      expect(output).toEqual({ description: expect.any(String), value: expect.any(String) });
    }
  });

  it('pins what it uses, and names the shell of what it runs', () => {
    const [node, ...scripts] = action.runs.steps;
    expect(node.uses).toMatch(/^actions\/setup-node@[0-9a-f]{40}$/);
    expect(scripts.map(({ shell }: Yaml) => shell)).toEqual(['sh']);
  });

  it('takes the Node that rpmcow needs', () => {
    const { engines } = JSON.parse(readFileSync(join(INTEGRATIONS, '../package.json'), 'utf8'));
    expect(`>=${action.runs.steps[0].with['node-version']}`).toBe(engines.node);
  });

  it('makes nothing of the caller part of a script', () => {
    expect(check.run).not.toContain('${{');
    const used = Object.values<string>(check.env).map((value) => evaluate(value, {}));
    expect(used).toHaveLength(Object.keys(action.inputs).length);
  });

  it('fails for a planted deviation, and says so in the log, the summary and the SARIF', async () => {
    const job = await pipeline('planted');
    const { status, stdout } = await runCheck(job);
    expect(status).toBe(1);
    expect(stdout.split('\n')).toEqual([expect.stringContaining(ERROR), '']);
    expect(job.file('step-summary')).toContain(`- **error** \`${RULE}\`: `);
    const sarif = job.file(evaluate(action.outputs.sarif.value, {}));
    expect(JSON.parse(sarif).runs[0].results).toContainEqual(
      expect.objectContaining({ ruleId: RULE, level: 'error' }),
    );
  });

  it('passes once it is fixed', async () => {
    const job = await pipeline('fixed');
    expect(await runCheck(job)).toMatchObject({ status: 0, stdout: '' });
    expect(job.file('step-summary')).toMatch(/^## rpmcow check: passed\n/);
    const { results } = JSON.parse(job.file('rpmcow.sarif')).runs[0];
    expect(results.filter(({ level }: Yaml) => level === 'error')).toEqual([]);
  });

  it('ends with 3 for what cannot be read, and reports the others', async () => {
    const { status, stdout } = await runCheck(await pipeline('unreadable'));
    expect(status).toBe(3);
    expect(stdout).toContain(ERROR);
    expect(stdout).toContain(`::error file=${PAGE},line=1,title=unreadable::`);
  });

  it('hands all inputs on', async () => {
    const job = await pipeline('planted');
    const packages = PACKAGES;
    expect(await runCheck(job, { packages, 'fail-on': 'never' })).toMatchObject({ status: 0 });
    expect(await runCheck(job, { packages, arguments: `--skip=${RULE}` })).toMatchObject({
      status: 0,
    });
    const inSpec = await runCheck(job, { packages, spec: 'hello.spec', sarif: 'other.sarif' });
    expect(inSpec.stdout).toContain('::error file=hello.spec,line=');
    expect(job.file('other.sarif')).toContain(RULE);
    const baseline = { packages, baseline: 'known.json' };
    await runCheck(job, { ...baseline, arguments: '--update-baseline' });
    expect(await runCheck(job, baseline)).toMatchObject({ status: 0 });
  });

  it('runs an installed program where it is told to', async () => {
    const job = await pipeline('fixed');
    const rpmcow = installedProgram(job.directory, 'installed');
    expect(await runCheck(job, { packages: PACKAGES, rpmcow })).toMatchObject({
      status: 0,
      stdout: 'installed\n',
    });
  });

  test.each([
    ['no packages', '', 2],
    ['a glob that finds none', 'build/*.rpm', 3],
    ['a list over several lines', 'RPMS\nRPMS/*/*.rpm\n', 0],
    ['shell commands', '$(touch ran) `touch ran`; touch ran', 3],
  ])('%s', async (_, packages, status) => {
    const job = await pipeline('fixed');
    expect(await runCheck(job, { packages })).toMatchObject({ status });
    expect(() => job.file('ran')).toThrow('ENOENT');
  });
});

/** The Zuul job, its playbook and its role: that they find each other, and what the role runs. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { PACKAGE, PAGE, RULE, type Stage } from './built-packages.ts';
import { INTEGRATIONS, pipeline } from './pipeline.ts';
import { integrationSuite, readYaml, type Yaml } from './yaml.ts';

const ZUUL = join(INTEGRATIONS, 'zuul');

integrationSuite('Zuul job', () => {
  let defaults: Yaml;
  let tasks: Yaml;
  beforeAll(() => {
    defaults = readYaml(join(ZUUL, 'roles/rpmcow-check/defaults/main.yaml'));
    tasks = readYaml(join(ZUUL, 'roles/rpmcow-check/tasks/main.yaml'));
  });

  /** What Ansible makes of a template: nothing but plain variables is asked for. */
  function evaluate(text: string, variables: Readonly<Record<string, string>>): string {
    return text.replace(/\{\{ ([a-z_.]+) \}\}/g, (_, name: string) => {
      const value = variables[name] ?? defaults[name];
      if (value === undefined) throw new Error(`${name} is not defined`);
      return evaluate(value, variables);
    });
  }

  async function runRole(stage: Stage, variables: Readonly<Record<string, string>> = {}) {
    const { directory, sh, file } = await pipeline(stage);
    const facts = {
      'zuul.project.src_dir': directory,
      ansible_user_dir: join(directory, 'home'),
      ...variables,
    };
    const [folder, check] = tasks;
    const reports = evaluate(folder['ansible.builtin.file'].path, facts);
    mkdirSync(reports, { recursive: true });
    const env = Object.entries<string>(check.environment).map(([name, value]) => [
      name,
      evaluate(value, facts),
    ]);
    const { chdir, cmd } = check['ansible.builtin.shell'];
    expect(evaluate(chdir, facts)).toBe(directory);
    const result = await sh(cmd, Object.fromEntries(env));
    const report = (name: string) => file(`home/zuul-output/logs/rpmcow/${name}`);
    return {
      ...result,
      junit: report('junit.xml'),
      summary: report('summary.md'),
      results: JSON.parse(report('rpmcow.sarif')).runs[0].results,
    };
  }
  const result = expect.objectContaining({ ruleId: RULE, level: 'error' });

  it('finds its playbook, and the playbook its role', () => {
    const [{ job }] = readYaml(join(ZUUL, 'zuul.d/rpmcow.yaml'));
    expect(Object.keys(job)).toEqual(['name', 'description', 'run']);
    const [{ roles }] = readYaml(join(ZUUL, job.run));
    expect(roles.map((role: string) => existsSync(join(ZUUL, 'roles', role, 'tasks')))).toEqual([
      true,
    ]);
  });

  it('makes no variable part of a script', () => {
    expect(tasks[1]['ansible.builtin.shell'].cmd).not.toContain('{{');
  });

  it('fails for a planted deviation', async () => {
    const { status, stdout, junit, summary, results } = await runRole('planted');
    expect(status).toBe(1);
    expect(stdout).toContain(`${PACKAGE}: `);
    expect(junit).toContain('<failure type="error"');
    expect(summary).toContain(`\`${RULE}\``);
    expect(results).toContainEqual(result);
  });

  it('passes once it is fixed', async () => {
    const { status, results } = await runRole('fixed');
    expect(status).toBe(0);
    expect(results).not.toContainEqual(result);
  });

  it('ends with 3 for what cannot be read, and reports the others', async () => {
    const { status, summary, results } = await runRole('unreadable');
    expect(status).toBe(3);
    expect(summary).toContain(PAGE);
    expect(results).toContainEqual(result);
  });

  it('hands variables on', async () => {
    const variables = { rpmcow_packages: 'SRPMS', rpmcow_arguments: '--fail-on=never' };
    const { status, stdout } = await runRole('fixed', variables);
    expect(status).toBe(0);
    expect(stdout).toContain('hello-1-1.src.rpm');
  });
});

/** The GitLab template: its script, and the artifacts that GitLab takes from it. */
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { PACKAGE, PAGE, RULE } from './built-packages.ts';
import { INTEGRATIONS, type Pipeline, pipeline } from './pipeline.ts';
import { integrationSuite, readYaml, type Yaml } from './yaml.ts';

integrationSuite('GitLab template', () => {
  let job: Yaml;
  beforeAll(() => {
    job = readYaml(join(INTEGRATIONS, 'gitlab/rpmcow.gitlab-ci.yml'))['.rpmcow'];
  });

  async function runJob({ sh, file }: Pipeline, variables: Readonly<Record<string, string>> = {}) {
    const result = await sh(job.script.join('\n'), { ...job.variables, ...variables });
    const { codequality, junit } = job.artifacts.reports;
    return { ...result, issues: JSON.parse(file(codequality)), junit: file(junit) };
  }
  const issue = expect.objectContaining({
    check_name: RULE,
    severity: 'critical',
    location: { path: PACKAGE, lines: { begin: 1 } },
  });

  it('has the keywords that GitLab documents, and keeps reports of failed jobs', () => {
    expect(Object.keys(job)).toEqual(['image', 'variables', 'script', 'artifacts']);
    expect(job.artifacts.when).toBe('always');
    for (const value of Object.values(job.variables)) expect(value).toEqual(expect.any(String));
  });

  it('fails for a planted deviation', async () => {
    const { status, stdout, issues, junit } = await runJob(await pipeline('planted'));
    expect(status).toBe(1);
    expect(stdout).toContain(`${PACKAGE}: `);
    expect(issues).toContainEqual(issue);
    expect(junit).toMatch(new RegExp(`<testcase name="${RULE}"[^>]*><failure type="error"`));
  });

  it('passes once it is fixed', async () => {
    const { status, issues, junit } = await runJob(await pipeline('fixed'));
    expect(status).toBe(0);
    expect(issues).not.toContainEqual(issue);
    expect(junit).not.toContain('<failure type="error"');
  });

  it('ends with 3 for what cannot be read, and reports the others', async () => {
    const { status, issues, junit } = await runJob(await pipeline('unreadable'));
    expect(status).toBe(3);
    expect(issues).toContainEqual(issue);
    expect(issues.map(({ location }: Yaml) => location.path)).toContain(PAGE);
    expect(junit).toContain('<error');
  });

  it('hands variables on', async () => {
    const variables = { RPMCOW_PACKAGES: 'RPMS SRPMS', RPMCOW_ARGUMENTS: '--fail-on never' };
    const { status, stdout } = await runJob(await pipeline('planted'), variables);
    expect(status).toBe(0);
    expect(stdout).toContain('hello-1-1.src.rpm');
  });
});

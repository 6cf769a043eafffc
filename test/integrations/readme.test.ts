/** The examples of integrations/README.md use what the pieces have. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { scratch } from '../cli/programs.ts';
import { INTEGRATIONS, ROOT } from './pipeline.ts';
import { integrationSuite, readYaml, type Yaml } from './yaml.ts';

const readme = readFileSync(join(INTEGRATIONS, 'README.md'), 'utf8');

/** The block of YAML below a heading. */
function example(heading: string): Yaml {
  const section = readme.split(/^## /m).find((text) => text.startsWith(`${heading}\n`));
  const path = join(scratch(), 'example.yml');
  writeFileSync(path, /```yaml\n([\s\S]*?)```/.exec(section ?? '')?.[1] ?? '');
  return readYaml(path);
}

const piece = (path: string): Yaml => readYaml(join(INTEGRATIONS, path));

integrationSuite('integrations/README.md', () => {
  it('gives the action inputs that it has, and uploads the file that it writes', () => {
    const { inputs } = piece('github/action.yml');
    const steps = example('GitHub Actions').jobs.rpm.steps;
    const action = steps.find(({ uses = '' }: Yaml) => uses.includes('/integrations/github@'));
    for (const name of Object.keys(action.with)) expect(inputs).toHaveProperty(name);
    expect(steps.at(-1).with.sarif_file).toBe(inputs.sarif.default);
  });

  it('extends the GitLab job, with variables that it has', () => {
    const template = piece('gitlab/rpmcow.gitlab-ci.yml');
    const { include, rpmcow } = example('GitLab CI');
    expect(include[0].remote).toMatch(/\/integrations\/gitlab\/rpmcow\.gitlab-ci\.yml$/);
    expect(template).toHaveProperty([rpmcow.extends]);
    for (const name of Object.keys(rpmcow.variables)) {
      expect(template[rpmcow.extends].variables).toHaveProperty(name);
    }
  });

  it('makes a child of the Zuul job, with variables that its role has', () => {
    const [{ job }] = example('Zuul');
    expect(job.parent).toBe(piece('zuul/zuul.d/rpmcow.yaml')[0].job.name);
    const defaults = piece('zuul/roles/rpmcow-check/defaults/main.yaml');
    for (const name of Object.keys(job.vars)) expect(defaults).toHaveProperty(name);
  });

  it('has tmt discover the test where it is', () => {
    const { discover, prepare, execute } = example('tmt');
    expect(piece(join('..', discover.path, discover.test, 'main.fmf')).result).toBe('custom');
    const plan = piece('tmt/plans/rpmcow.fmf');
    expect(prepare.script).toBe(plan.prepare[0].script);
    expect(execute).toEqual(plan.execute);
  });

  it('names the pre-commit hook', () => {
    const [{ hooks }] = example('pre-commit').repos;
    expect(hooks).toEqual([{ id: readYaml(join(ROOT, '.pre-commit-hooks.yaml'))[0].id }]);
  });
});

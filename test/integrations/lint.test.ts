/** The files that others read, held to the linters of their languages. */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run, suiteUnless } from '../corpus/real-rpm.ts';
import { INTEGRATIONS, ROOT } from './pipeline.ts';
import { integrationSuite, readYaml } from './yaml.ts';

const YAML = [
  '.pre-commit-hooks.yaml',
  ...readdirSync(INTEGRATIONS, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ya?ml|fmf)$/.test(path))
    .map((path) => join('integrations', path)),
];
const RULES = '{extends: default, rules: {document-start: disable, line-length: {max: 120}}}';

const CLEAN = { ok: true, output: '' };

/** Lists are split on purpose, and after `set -f` that is all that happens to them. */
const SPLIT_LISTS = 'SC2086';

const missing = (program: string) =>
  spawnSync(program, ['--version']).status === 0 ? undefined : `${program} is not installed`;

suiteUnless(missing('yamllint'), 'yamllint', () => {
  test.each(YAML)('%s', (path) => {
    expect(run('yamllint', ['--strict', '-d', RULES, join(ROOT, path)])).toEqual(CLEAN);
  });
});

suiteUnless(missing('shellcheck'), 'shellcheck', () => {
  integrationSuite('scripts', () => {
    test.each<[string, () => string]>([
      ['github', () => yaml('github/action.yml').runs.steps.at(-1).run],
      ['gitlab', () => yaml('gitlab/rpmcow.gitlab-ci.yml')['.rpmcow'].script.join('\n')],
      [
        'zuul',
        () => yaml('zuul/roles/rpmcow-check/tasks/main.yaml')[1]['ansible.builtin.shell'].cmd,
      ],
      ['tmt, fetching', () => yaml('tmt/plans/rpmcow.fmf').prepare[0].script],
    ])('%s', (_, script) => {
      const args = ['--shell=sh', `--exclude=${SPLIT_LISTS}`, '-'];
      const { stdout, status } = spawnSync('shellcheck', args, {
        input: script(),
        encoding: 'utf8',
      });
      expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
    });
  });

  test('tmt', () => {
    expect(run('shellcheck', [join(INTEGRATIONS, 'tmt/check/test.sh')])).toEqual(CLEAN);
  });
});

const yaml = (path: string) => readYaml(join(INTEGRATIONS, path));

/** The pre-commit hook: its manifest, and what its entry does with the files it is for. */
import { basename, join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { PACKAGE, PAGE, RULE } from './built-packages.ts';
import { pipeline, ROOT } from './pipeline.ts';
import { integrationSuite, readYaml, type Yaml } from './yaml.ts';

integrationSuite('pre-commit hook', () => {
  let hook: Yaml;
  beforeAll(() => {
    [hook] = readYaml(join(ROOT, '.pre-commit-hooks.yaml'));
  });

  it('has the keys that pre-commit documents', () => {
    expect(hook).toEqual({
      id: 'rpmcow',
      name: expect.any(String),
      description: expect.any(String),
      entry: expect.any(String),
      language: 'system',
      files: expect.any(String),
      exclude: expect.any(String),
      require_serial: true,
    });
  });

  it('is for binary packages', () => {
    const names = [PACKAGE, PAGE, 'SRPMS/a.src.rpm', 'a.nosrc.rpm', 'a.rpm.sha256', 'hello.spec'];
    const isFor = (name: string) =>
      new RegExp(hook.files).test(name) && !new RegExp(hook.exclude).test(name);
    expect(names.filter(isFor)).toEqual([PACKAGE, PAGE]);
  });

  it('fails, passes and tells like check', async () => {
    for (const [stage, files, status] of [
      ['planted', [PACKAGE], 1],
      ['fixed', [PACKAGE], 0],
      ['unreadable', [PAGE, PACKAGE], 3],
    ] as const) {
      const { sh } = await pipeline(stage);
      const run = await sh(`${hook.entry} ${files.join(' ')}`, {});
      expect(run.status, stage).toBe(status);
      for (const file of files) expect(run.stdout + run.stderr).toContain(basename(file));
      expect(run.stdout.includes(RULE)).toBe(stage !== 'fixed');
    }
  });
});

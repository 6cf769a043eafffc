/** What it is good for, benchmarks show; here, that V8 has all that is asked for. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('V8 knows each of its flags, and complains of none', () => {
  const module = new URL('../../src/cli/compile-soon.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then((cli) => cli.compileSoon())`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

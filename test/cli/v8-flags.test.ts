/** Flags of V8: what they are good for, benchmarks show; here, that V8 has all that is asked for. */
import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test.each([
  ['collect-when-full', 'collectWhenFull'],
  ['compile-little', 'compileLittle'],
  ['compile-soon', 'compileSoon'],
  ['keep-heap-small', 'keepHeapSmall'],
])('V8 knows each flag of %s, and complains of none', (module, name) => {
  const url = new URL(`../../src/cli/${module}.ts`, import.meta.url).href;
  const script = `import(${JSON.stringify(url)}).then((cli) => cli.${name}())`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

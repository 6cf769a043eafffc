/** The README's transcript is what the demo prints, numbers aside: rpmbuild's versions differ. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const readme = readFileSync(resolve(ROOT, 'README.md'), 'utf8');

/** Numbers depend on the rpm that built the package, and so does who built it. */
function withoutNumbers(transcript: string): string[] {
  return transcript
    .replaceAll(/was built by [^:]*:/g, 'was built:')
    .replaceAll('built-hard-links', 'hard-links')
    .split('\n')
    .map((line) => line.replaceAll(/[0-9a-f]{8}\b|\d+/g, 'N').replaceAll(/ +/g, ' '));
}

test('the demo prints the transcript of the README', () => {
  const shown = /```console\n([\s\S]*?)```/.exec(readme)?.[1];
  const { stdout, status } = spawnSync(process.execPath, ['corpus/demo.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(withoutNumbers(stdout.trimEnd())).toEqual(withoutNumbers(shown?.trimEnd() ?? ''));
});

test('the commands of the README exist', () => {
  const { scripts } = JSON.parse(readFileSync(resolve(ROOT, 'package.json'), 'utf8'));
  const named = [...readme.matchAll(/npm run ([a-z]+)/g)].map(([, script]) => script);
  expect(named.length).toBeGreaterThan(0);
  for (const script of named) expect(scripts).toHaveProperty(script!);
});

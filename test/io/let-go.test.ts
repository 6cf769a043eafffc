/** What becomes of a descriptor that was let go of. */
import { spawnSync } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { moduleUrl, nodeArguments, scratchDirectory } from './scratch.ts';

/** Runs a program that lets go of its standard output and says what that is then. */
function standardOutputAfter(stdout: number | 'pipe'): string {
  const program = `
    import { readlinkSync } from 'node:fs';
    import { letGo } from '${moduleUrl('let-go.ts')}';
    process.stdout.write('before');
    letGo(1);
    process.stderr.write(readlinkSync('/proc/self/fd/1'));
  `;
  const { stderr } = spawnSync(process.execPath, nodeArguments(program), {
    stdio: ['ignore', stdout, 'pipe'],
  });
  return stderr.toString();
}

test('a file is left, its number taken by /dev/null', () => {
  const path = join(scratchDirectory(), 'out');
  expect(standardOutputAfter(openSync(path, 'w'))).toBe('/dev/null');
  expect(readFileSync(path, 'utf8')).toBe('before');
});

test('a pipe stays', () => {
  expect(standardOutputAfter('pipe')).toMatch(/^(pipe|socket):/);
});

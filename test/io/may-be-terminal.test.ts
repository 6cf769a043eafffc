/** What can be no terminal; what is one shows in test/cli. */
import { spawnSync } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mayBeTerminal } from '../../src/io/may-be-terminal.ts';

function ofPath(path: string): boolean {
  const fd = openSync(path, 'r');
  try {
    return mayBeTerminal(fd);
  } finally {
    closeSync(fd);
  }
}

test('a character device may be one, a file and a closed descriptor are none', () => {
  expect(ofPath('/dev/null')).toBe(true);
  expect(ofPath(import.meta.filename)).toBe(false);
  const fd = openSync('/dev/null', 'r');
  closeSync(fd);
  expect(mayBeTerminal(fd)).toBe(false);
});

test('a pipe is none', () => {
  const module = new URL('../../src/io/may-be-terminal.ts', import.meta.url).href;
  const script = `import(${JSON.stringify(module)}).then((io) => console.log(io.mayBeTerminal(0)))`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { input: '', encoding: 'utf8' });
  expect(stdout).toBe('false\n');
});

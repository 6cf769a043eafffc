import { type ChildProcess, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ended, moduleUrl, nodeArguments, scratchDirectory, start } from './scratch.ts';

const PRELUDE = `
  const { writeFileSync, renameSync } = await import('node:fs');
  const { installCleanup, registerTemporary, forgetTemporary } =
    await import(${JSON.stringify(moduleUrl('cleanup.ts'))});
  const { makeBreather } = await import(${JSON.stringify(moduleUrl('breathe.ts'))});
  const path = process.argv[1];
  const begin = () => {
    registerTemporary(path + '.rpmcow-tmp');
    writeFileSync(path + '.rpmcow-tmp', 'content');
  };
  const finish = () => {
    renameSync(path + '.rpmcow-tmp', path);
    forgetTemporary(path + '.rpmcow-tmp');
  };
  installCleanup();`;

/** Works without end, breathing. */
const ENDLESS = `${PRELUDE}
  begin();
  const breathe = makeBreather(10);
  console.log('working');
  for (;;) await breathe();`;

async function whileWriting(child: ChildProcess, directory: string): Promise<void> {
  await once(child.stdout!, 'data');
  expect(readdirSync(directory)).toEqual([expect.stringMatching(/\.rpmcow-tmp$/)]);
}

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s in the middle of a file leaves nothing, and still is what ended the process',
  async (signal) => {
    const directory = scratchDirectory();
    const child = start(process.execPath, nodeArguments(ENDLESS, join(directory, 'result')));
    await whileWriting(child, directory);
    child.kill(signal);
    expect(await ended(child)).toEqual({ status: null, signal });
    expect(readdirSync(directory)).toEqual([]);
  },
);

test.each([
  ['an error nobody catches', 'throw new Error("a bug");', 1],
  ['process.exit', 'process.exit(3);', 3],
  ['the end of the program', '', 0],
])('%s leaves nothing', (_, ending, status) => {
  const directory = scratchDirectory();
  const program = `${PRELUDE}
    begin();
    ${ending}`;
  const run = spawnSync(process.execPath, nodeArguments(program, join(directory, 'result')));
  expect(run.status).toBe(status);
  expect(readdirSync(directory)).toEqual([]);
});

test('with nothing to unlink no signal is held up, even in synchronous work', async () => {
  const directory = scratchDirectory();
  const program = `${PRELUDE}
    begin();
    finish();
    console.log('working');
    for (;;);`;
  const child = start(process.execPath, nodeArguments(program, join(directory, 'result')));
  await once(child.stdout!, 'data');
  child.kill('SIGTERM');
  expect(await ended(child)).toEqual({ status: null, signal: 'SIGTERM' });
  expect(readdirSync(directory)).toEqual(['result']);
});

test('it does not keep a program from ending', () => {
  const run = spawnSync(process.execPath, nodeArguments(PRELUDE), { timeout: 20_000 });
  expect(run.status).toBe(0);
});

/** Each verb is loaded alone when it is the first argument, and with all others for the help. */
import { expect, test } from 'vitest';
import { RPMCOW, run } from './programs.ts';

async function rpmcow(...args: readonly string[]) {
  const { status, stdout, stderr } = await run([RPMCOW, ...args]);
  return { status, stdout: stdout.toString(), stderr };
}

/** As the help lists them, but for rpm2extents, which reads its own arguments. */
async function verbs(): Promise<string[]> {
  const { stdout } = await rpmcow('--help');
  const list = stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('Example:'));
  return [...list.matchAll(/^ {2}([a-z][a-z0-9-]*)/gm)]
    .map(([, name]) => name!)
    .filter((name) => !['help', 'rpm2extents'].includes(name));
}

test('a verb alone is the verb among the others', async () => {
  const all = await verbs();
  expect(all).toEqual(expect.arrayContaining(['transcode', 'verify', 'inspect', 'extract']));
  for (const verb of all) {
    const alone = await rpmcow(verb, '--help');
    expect(alone).toMatchObject({ status: 0, stderr: '' });
    expect(alone.stdout).toMatch(new RegExp(`^Usage: rpmcow ${verb}\\b`));
    expect(await rpmcow('help', verb)).toEqual(alone);
  }
});

test.each([
  ['no verb', []],
  ['a name that every object has', ['constructor']],
  ['no such verb', ['frobnicate']],
])('%s is wrong usage', async (_, args) => {
  const { status, stdout, stderr } = await rpmcow(...args);
  expect(status).toBe(2);
  expect(stdout).toBe('');
  expect(stderr).not.toBe('');
});

test('help whose reader leaves is no error', async () => {
  const { status, stderr } = await run([RPMCOW, 'inspect', '--help'], { hangUp: true });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

/** The option --key of check: signatures against files of keys. */
import { join } from 'node:path';
import { beforeEach, expect, it, test } from 'vitest';
import { armored, certificate } from '../../corpus/openpgp/certificate.ts';
import { EXPIRED, SIGNER, STRANGER } from '../../corpus/openpgp/throwaway-keys.ts';
import { placeFile, placePackages } from './corpus-files.ts';
import { RPMCOW, run, scratch } from './programs.ts';

let directory = '';
beforeEach(() => {
  directory = scratch();
});

async function check(...args: readonly string[]) {
  const { status, stdout, stderr } = await run([RPMCOW, 'check', ...args], { cwd: directory });
  return { status, stdout: stdout.toString(), stderr };
}

/** The verdicts on each package's signatures. */
async function verdicts(...args: readonly string[]): Promise<string[][]> {
  const { stdout } = await check('--format', 'ndjson', ...args);
  const records = stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  return records.map(({ signatures }) =>
    signatures.map(({ verdict }: { verdict: string }) => verdict),
  );
}

it('tells good from bad, whatever the keys are in', async () => {
  const names = ['signed-by-known-key', 'signed-wrongly', 'signed', 'plain'];
  await placePackages(directory, names);
  placeFile(directory, 'one.asc', armored(certificate(SIGNER)));
  placeFile(directory, 'two.gpg', Buffer.concat([certificate(EXPIRED), certificate(SIGNER)]));
  const files = names.map((name) => `${name}.rpm`);
  const expected = [['good', 'good'], ['good', 'bad'], ['key-missing', 'key-missing'], []];
  expect(await verdicts('--key', 'one.asc', ...files)).toEqual(expected);
  expect(await verdicts('--key', 'two.gpg', '--jobs', '2', ...files)).toEqual(expected);
  // Those of "signed" say that the stranger made them, who has no such key.
  placeFile(directory, 'other.asc', armored(certificate(STRANGER)));
  expect(await verdicts('--key', 'other.asc', '--key', 'one.asc', ...files)).toEqual([
    ...expected.slice(0, 2),
    ['bad', 'bad'],
    [],
  ]);
});

it('makes a wrong signature an error, and says by whom the right ones are', async () => {
  await placePackages(directory, ['signed-by-known-key', 'signed-wrongly']);
  placeFile(directory, 'key.asc', armored(certificate(SIGNER)));
  const good = await check('--key', 'key.asc', 'signed-by-known-key.rpm');
  expect(good.status).toBe(0);
  expect(good.stdout).toContain(`signature by ${SIGNER.userId}`);
  const bad = await check('--key', 'key.asc', 'signed-wrongly.rpm');
  expect(bad.status).toBe(1);
  expect(bad.stdout).toContain('sig-bad');
  expect((await check('signed-wrongly.rpm')).status).toBe(0);
});

it('tells of a key that cannot be used, and uses the others', async () => {
  await placePackages(directory, ['signed-by-known-key']);
  const broken = certificate(EXPIRED).subarray(0, 30);
  placeFile(directory, 'keys.asc', armored(broken) + armored(certificate(SIGNER)));
  const { status, stdout, stderr } = await check('--key', 'keys.asc', 'signed-by-known-key.rpm');
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(/^rpmcow: a key cannot be used: keys\.asc: expected .*\n$/),
  });
  expect(stdout).toContain('is good');
});

test.each([
  ['missing.asc', undefined, 'missing.asc: no such file'],
  ['page.asc', '<!DOCTYPE html>', 'no OpenPGP public key that can be used in page.asc'],
  [
    'cut.asc',
    certificate(SIGNER).subarray(0, 30),
    'no OpenPGP public key that can be used in cut.asc',
  ],
])('%s is wrong usage', async (name, content, message) => {
  await placePackages(directory, ['plain']);
  if (content !== undefined) placeFile(directory, name, content);
  const { status, stdout, stderr } = await check('--key', join('.', name), 'plain.rpm');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain(message);
});

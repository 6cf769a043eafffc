/** rpm2extents as librepo calls it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { download } from '../support/librepo-stand-in.ts';
import { environment, findings, RPM2EXTENTS, RPMCOW, samplePackage, scratch } from './programs.ts';

async function get(setting: string, bytes: Uint8Array, env: Record<string, string> = {}) {
  const target = join(scratch(), 'sample.rpm');
  const algorithm = 'sha256';
  const result = await download({ setting, bytes, target, algorithm, env: environment(env) });
  return { ...result, file: readFileSync(target) };
}

describe('a package is transcoded and its stored checksum believed', () => {
  it.each([
    ['as documented', `${RPM2EXTENTS} SHA256`],
    ['with blanks to spare', `${RPM2EXTENTS}  SHA256  `],
    ["with librepo's own spelling", `${RPM2EXTENTS} sha256`],
    ['with every digest of the repositories', `${RPM2EXTENTS} SHA1 SHA256 SHA512`],
    ['by the verb', `${RPMCOW} rpm2extents SHA256`],
  ])('%s', async (_what, setting) => {
    const { outcome, stderr, file } = await get(setting, await samplePackage());
    expect({ outcome, stderr }).toEqual({ outcome: 'stored', stderr: '' });
    expect(await findings(file)).toEqual([]);
  });
});

describe('what comes out as it came is hashed', () => {
  it('a denied package', async () => {
    const bytes = await samplePackage();
    const env = { LIBREPO_TRANSCODE_RPMS_DENYLIST: 'sample' };
    const { outcome, stderr, file } = await get(`${RPM2EXTENTS} SHA256`, bytes, env);
    expect({ outcome, stderr }).toEqual({ outcome: 'hashed', stderr: '' });
    expect(Buffer.compare(file, bytes)).toBe(0);
  });

  it.each([
    ['a source package', async () => await samplePackage({ kind: 'source', files: [] })],
    ['a download that broke off', async () => (await samplePackage()).subarray(0, 9000)],
    ['a page of a mirror', async () => Buffer.from('<!DOCTYPE html>')],
    ['nothing', async () => Buffer.alloc(0)],
  ])('%s', async (_what, make) => {
    const { outcome, stderr } = await get(`${RPM2EXTENTS} SHA256`, await make());
    expect({ outcome, stderr }).toEqual({ outcome: 'hashed', stderr: '' });
  });
});

it('a wrong setting fails the download and says why', async () => {
  const { outcome, stderr, file } = await get(`${RPM2EXTENTS} SHA257`, Buffer.alloc(1024 * 1024));
  expect(outcome).toBe('transcode error');
  expect(stderr).toMatch(/SHA257/);
  expect(file).toHaveLength(0);
});

/** rpm2extents and what it is told: digest names, policies, deny lists. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { missingLabels, readLabels } from '../support/labels.ts';
import { type Environment, findings, RPM2EXTENTS, run, samplePackage } from './programs.ts';

let original: Buffer;
beforeAll(async () => {
  original = await samplePackage();
});

describe('digest names', () => {
  it.each([
    [['SHA256']],
    [['sha256']],
    [['SHA256', 'SHA256']],
    [['SHA512', 'MD5', 'sha1', 'SHA384', 'SHA224']],
    [['', 'SHA256', '', '']],
  ])('records %j', async (names) => {
    const result = await run([RPM2EXTENTS, ...names], { stdin: original });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const { csum } = openExtentsFile(bytesSource(result.stdout));
    const expected = names
      .filter((name) => name !== '')
      .map((name) => ({
        name: name.toUpperCase(),
        digest: new Uint8Array(createHash(name.toLowerCase()).update(original).digest()),
      }));
    expect(csum).toEqual({ inputLength: original.length, digests: expected });
  });

  it.each([
    [['SHA-257']],
    [['SHA256', 'CRC32']],
    [[]],
    [['', '']],
    [['--nokey', 'maybe', 'SHA256']],
    [['--block-size', '5000', 'SHA256']],
    [['--no-such-option', 'SHA256']],
  ])('refuses %j, but reads its input', async (args) => {
    const input = Buffer.alloc(1024 * 1024);
    const result = await run([RPM2EXTENTS, ...args], { stdin: input });
    expect(result).toMatchObject({ status: 2, drained: true });
    expect(result.stdout).toHaveLength(0);
    expect(result.stderr).toMatch(/^rpm2extents: [^\n]+\n$/);
  });

  it.each([
    ['--help', /^Usage: /],
    ['--version', /^\d+\.\d+\.\d+\n$/],
  ])('answers %s', async (option, answer) => {
    const result = await run([RPM2EXTENTS, option]);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout.toString()).toMatch(answer);
  });
});

it('aligns contents to another block size', async () => {
  const result = await run([RPM2EXTENTS, '--block-size', '64K', 'SHA256'], { stdin: original });
  expect(await findings(result.stdout)).toEqual([]);
  const { table } = openExtentsFile(bytesSource(result.stdout));
  expect(Array.from(table.offsets, (offset) => offset % 65536)).toEqual([0, 0, 0]);
});

it('says with -v what became of the package', async () => {
  const result = await run([RPM2EXTENTS, '-v', 'SHA256'], { stdin: original });
  expect(result.stderr).toBe('rpm2extents: sample-1.0-1.noarch: transcoded (6 files, 2 extents)\n');
});

describe('deny lists', () => {
  const DENYLIST = 'LIBREPO_TRANSCODE_RPMS_DENYLIST';
  const NAMES = 'RPMCOW_DENY_NAMES';
  it.each<[Environment, 'left alone' | 'transcoded']>([
    [{ [DENYLIST]: 'sample' }, 'left alone'],
    [{ [DENYLIST]: 'mple-1.0-1' }, 'left alone'],
    [{ [DENYLIST]: 'vim,,sample-1.0-1,' }, 'left alone'],
    [{ [DENYLIST]: 'Sample' }, 'transcoded'],
    [{ [DENYLIST]: ' sample' }, 'transcoded'],
    [{ [DENYLIST]: '' }, 'transcoded'],
    [{ [DENYLIST]: ',,' }, 'transcoded'],
    [{ [DENYLIST]: 'noarch' }, 'transcoded'],
    [{ [NAMES]: 'sample' }, 'left alone'],
    [{ [NAMES]: ',vim,sample' }, 'left alone'],
    [{ [NAMES]: 'samp,sample-1.0-1' }, 'transcoded'],
    [{ [NAMES]: '' }, 'transcoded'],
  ])('with %j the package is %s', async (env, expected) => {
    const result = await run([RPM2EXTENTS, 'SHA256'], { stdin: original, env });
    expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
    const unchanged = Buffer.compare(result.stdout, original) === 0;
    expect(unchanged ? 'left alone' : 'transcoded').toBe(expected);
  });
});

const reason = missingLabels();
if (reason !== undefined) console.warn(`skipped: signatures without a key: ${reason}`);

describe.skipIf(reason !== undefined)('a signature whose key is not known', () => {
  const signed = readLabels('corpus').find(
    ({ verdict, headVerbatim, checksig }) =>
      verdict === 'SAME' && headVerbatim && checksig?.text.includes(': NOKEY'),
  );
  const input = signed === undefined ? Buffer.alloc(0) : readFileSync(signed.path);

  it.each([[[]], [['--nokey', 'pass-through']]])(
    'leaves the package alone: %j',
    async (options) => {
      const result = await run([RPM2EXTENTS, ...options, 'SHA256'], { stdin: input });
      expect(result).toMatchObject({ status: 0, stderr: '' });
      expect(Buffer.compare(result.stdout, input)).toBe(0);
    },
  );

  it('is recorded where that is asked for', async () => {
    const result = await run([RPM2EXTENTS, '--nokey', 'record', 'SHA256'], { stdin: input });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(await findings(result.stdout)).toEqual([]);
    expect(openExtentsFile(bytesSource(result.stdout)).checksig).toEqual(signed!.checksig);
  });
});

/** rpm2extents and what comes in: whatever is no sane, whole package comes out as it came, with 0. */
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PackageDescription } from '../../corpus/writer/description.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { packageParts } from './assembled-package.ts';
import { findings, RPM2EXTENTS, run, samplePackage } from './programs.ts';

const COMMAND = [RPM2EXTENTS, 'SHA256'];
const GARBAGE = randomBytes(1024 * 1024);
const DESCRIPTION: PackageDescription = {
  name: 'sample',
  files: [{ path: '/opt/a', type: 'regular', content: 'a'.repeat(20_000) }],
};

async function expectUnchanged(input: Buffer): Promise<void> {
  const result = await run(COMMAND, { stdin: input });
  expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
  expect(Buffer.compare(result.stdout, input)).toBe(0);
}

describe('cut off', () => {
  let bytes: Buffer;
  let boundaries: Record<string, number>;
  beforeAll(async () => {
    const { lead, signature, main, stored } = await packageParts(DESCRIPTION);
    bytes = Buffer.concat([lead, signature, main, stored]);
    const indexOf = (header: Uint8Array) => 16 * Buffer.from(header).readUInt32BE(8);
    const storeOf = (header: Uint8Array) => Buffer.from(header).readUInt32BE(12);
    const signatureIndex = lead.length + 16 + indexOf(signature);
    const mainStart = lead.length + signature.length;
    const payload = mainStart + main.length;
    boundaries = {
      'inside the lead': 50,
      'behind the lead': lead.length,
      "behind the signature header's intro": lead.length + 16,
      "behind the signature header's index": signatureIndex,
      "behind the signature header's store": signatureIndex + storeOf(signature),
      'inside the padding behind it': signatureIndex + storeOf(signature) + 1,
      'before the main header': mainStart,
      "behind the main header's intro": mainStart + 16,
      "behind the main header's index": mainStart + 16 + indexOf(main),
      'before the end of the main header': payload - 1,
      'before the payload': payload,
      'in the middle of the payload': payload + Math.floor(stored.length / 2),
      'before the last byte': bytes.length - 1,
    };
  });

  it.each([
    'inside the lead',
    'behind the lead',
    "behind the signature header's intro",
    "behind the signature header's index",
    "behind the signature header's store",
    'inside the padding behind it',
    'before the main header',
    "behind the main header's intro",
    "behind the main header's index",
    'before the end of the main header',
    'before the payload',
    'in the middle of the payload',
    'before the last byte',
  ])('%s', async (where) => {
    expect(boundaries[where]).toBeLessThan(bytes.length);
    await expectUnchanged(bytes.subarray(0, boundaries[where]));
  });
});

describe('that is no package', () => {
  it.each([
    ['nothing', Buffer.alloc(0)],
    ['one byte', Buffer.of(0xed)],
    ['a page of a mirror', Buffer.from('<!DOCTYPE html><title>503</title>\n'.repeat(1000))],
    ['noise', GARBAGE],
    ['zeros', Buffer.alloc(1024 * 1024)],
  ])('%s', async (_what, input) => {
    await expectUnchanged(input);
  });
});

it('passes through a package with a mebibyte of garbage behind it', async () => {
  await expectUnchanged(Buffer.concat([await samplePackage(), GARBAGE]));
});

it('passes through an extents file', async () => {
  const { stdout } = await run(COMMAND, { stdin: await samplePackage() });
  expect(await findings(stdout)).toEqual([]);
  await expectUnchanged(stdout);
});

it('transcodes a package whose digests cover the garbage, and records all of it', async () => {
  const parts = await packageParts(DESCRIPTION, (stored) => Buffer.concat([stored, GARBAGE]));
  const input = Buffer.concat([parts.lead, parts.signature, parts.main, parts.stored]);
  const result = await run(COMMAND, { stdin: input });
  expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
  expect(await findings(result.stdout)).toEqual([]);
  const { csum } = openExtentsFile(bytesSource(result.stdout));
  expect(csum.inputLength).toBe(input.length);
  const sha256 = createHash('sha256').update(input).digest();
  expect(Buffer.from(csum.digests[0]!.digest)).toEqual(sha256);
});

describe('that comes slowly', () => {
  async function* slowly(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += size) {
      yield bytes.subarray(at, at + size);
      await setTimeout(1);
    }
  }

  it.each([
    ['a whole package', (bytes: Buffer) => bytes, 'transcoded'],
    ['a package whose writer dies', (bytes: Buffer) => bytes.subarray(0, -500), 'unchanged'],
  ])('%s', async (_what, change, expected) => {
    const whole = await samplePackage();
    const input = change(whole);
    const result = await run(COMMAND, { stdin: slowly(input, 37) });
    const atOnce = await run(COMMAND, { stdin: input });
    expect(result).toMatchObject({ status: 0, stderr: '', drained: true });
    expect(Buffer.compare(result.stdout, atOnce.stdout)).toBe(0);
    if (expected === 'transcoded') expect(await findings(result.stdout)).toEqual([]);
    else expect(Buffer.compare(result.stdout, input)).toBe(0);
  });
});

/**
 * zstd frames with windows of more than 16 MiB: the same bytes, in little memory.
 *
 * Policy: another encoder, and content that repeats what lies up to a whole window back.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loopVolume } from '../../support/loop-volume.ts';
import { oneByteReader } from '../../support/split-reader.ts';
import { farReaching, zstdFrame } from '../../support/wide-window.ts';
import { moduleUrl, nodeArguments, sameBytes, scratchDirectory } from '../scratch.ts';
import { decoded, joined, sampleContent, skippableFrame } from './payloads.ts';

const MIB = 1024 * 1024;
const FAR = farReaching(150 * MIB);
const WIDE = zstdFrame(FAR);
const NARROW_CONTENT = sampleContent(300_000);
const NARROW = zstdFrame(NARROW_CONTENT, 20);

test('what lies a window back is found again', async () => {
  const { output, summary } = await decoded('zstd', WIDE);
  expect(summary).toMatchObject({ route: 'libzstd.so.1', ended: 'stream-end' });
  expect(sameBytes(output, FAR)).toBe(true);
});

test('frames of other windows stand before and behind it', async () => {
  const small = farReaching(20 * MIB);
  const input = joined(skippableFrame(Buffer.from('first')), NARROW, zstdFrame(small, 25), NARROW);
  const { output } = await decoded('zstd', input);
  expect(sameBytes(output, joined(NARROW_CONTENT, small, NARROW_CONTENT))).toBe(true);
});

test('a header may come byte by byte', async () => {
  const content = sampleContent(5000);
  const { output } = await decoded('zstd', oneByteReader(zstdFrame(content, 26)));
  expect(sameBytes(output, content)).toBe(true);
});

test('it is unmapped in the end', async () => {
  await decoded('zstd', WIDE, { sink: () => 'enough' });
  expect(readFileSync('/proc/self/maps', 'latin1')).not.toContain('/rpmcow-');
});

const PROGRAM = `
  const { createHash } = await import('node:crypto');
  const { openSync, readFileSync } = await import('node:fs');
  const { decodePayload } = await import(${JSON.stringify(moduleUrl('decode/decode-payload.ts'))});
  const { fdReader } = await import(${JSON.stringify(moduleUrl('fd-reader.ts'))});
  const digest = createHash('sha256');
  await decodePayload({
    compressor: 'zstd',
    payloadOffset: 0,
    input: fdReader(openSync(process.argv[1])),
    sink(chunk) {
      digest.update(chunk);
      return 'more';
    },
  });
  const [, peak] = /VmHWM:\\s*(\\d+)/.exec(readFileSync('/proc/self/status', 'latin1'));
  console.log(digest.digest('hex'), peak);
`;

/** Decodes in a process of its own, whose temporary files are in `TMPDIR`: a digest, and MiB. */
function inProcess(input: Uint8Array, TMPDIR: string): { digest: string; peak: number } {
  const path = join(scratchDirectory(), 'input');
  writeFileSync(path, input);
  const { stdout, stderr } = spawnSync(process.execPath, nodeArguments(PROGRAM, path), {
    encoding: 'utf8',
    env: { ...process.env, TMPDIR },
  });
  expect(stderr).toBe('');
  const [digest, peak] = stdout.trim().split(' ');
  return { digest: digest!, peak: Number(peak) / 1024 };
}

const DIGEST = createHash('sha256').update(FAR).digest('hex');

test.each(['ext4', 'xfs', 'btrfs'] as const)('on %s the window is not in memory', (kind) => {
  const volume = loopVolume(kind);
  if (volume === undefined) return;
  const { digest, peak } = inProcess(WIDE, volume.path);
  expect(digest).toBe(DIGEST);
  expect(peak).toBeLessThan(150);
});

test.each([
  ['tmpfs', 'tmpfs', {}],
  ['a disk that is too small', 'ext4', { mib: 64 }],
] as const)('on %s it is', (_what, kind, options) => {
  const volume = loopVolume(kind, options);
  if (volume === undefined) return;
  const { digest, peak } = inProcess(WIDE, volume.path);
  expect(digest).toBe(DIGEST);
  expect(peak).toBeGreaterThan(150);
});

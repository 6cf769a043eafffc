import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { moduleUrl, nodeArguments, scratchDirectory } from '../scratch.ts';
import { joined } from './payloads.ts';

const MIB = 1024 * 1024;

/** 4096 blocks that each repeat one byte 128 Ki times. */
function zstdBomb(): Uint8Array {
  const header = Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58);
  const block = Uint8Array.of(0x02, 0x00, 0x10, 0x61);
  const blocks = Array.from({ length: 4096 }, () => block);
  return joined(header, ...blocks, Uint8Array.of(0x01, 0x00, 0x00));
}

/** 32 members of 16 MiB. */
function gzipBomb(): Uint8Array {
  const member = gzipSync(new Uint8Array(16 * MIB));
  return joined(...Array.from({ length: 32 }, () => member));
}

const PROGRAM = `
  const { openSync } = await import('node:fs');
  const { decodePayload } = await import(${JSON.stringify(moduleUrl('decode/decode-payload.ts'))});
  const { fdReader } = await import(${JSON.stringify(moduleUrl('fd-reader.ts'))});
  const [, path, options] = process.argv;
  const { bytesOut, route } = await decodePayload({
    ...JSON.parse(options),
    payloadOffset: 0,
    input: fdReader(openSync(path)),
    sink: () => 'more',
  });
  console.log(JSON.stringify({ bytesOut, route, peak: process.resourceUsage().maxRSS * 1024 }));
`;

test.each([
  ['libzstd.so.1', zstdBomb, { compressor: 'zstd' }],
  ['node:zlib', zstdBomb, { compressor: 'zstd', nativeFree: true, declaredSize: 1000 }],
  ['node:zlib', gzipBomb, { compressor: 'gzip' }],
])('%s: half a gibibyte from a few bytes takes no memory', (route, bomb, options) => {
  const path = join(scratchDirectory(), 'bomb');
  writeFileSync(path, bomb());
  const { stdout, stderr } = spawnSync(
    process.execPath,
    nodeArguments(PROGRAM, path, JSON.stringify(options)),
    { encoding: 'utf8' },
  );
  expect(stderr).toBe('');
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ route, bytesOut: 512 * MIB });
  expect(result.peak).toBeLessThan(200 * MIB);
});

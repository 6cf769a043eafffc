/** Native libraries call their own code, not that of the same name that Node has. */
import { spawnSync } from 'node:child_process';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { moduleUrl, nodeArguments } from '../scratch.ts';

test('no function of libzstd is bound to that of Node', () => {
  const program = `
    import { decodePayload } from '${moduleUrl('decode/decode-payload.ts')}';
    const stored = Buffer.from('${zstdCompressSync(Buffer.alloc(300_000, 'zstd')).toString('base64')}', 'base64');
    let at = 0;
    const input = { read(into) {
      const size = Math.min(into.length, stored.length - at);
      into.set(stored.subarray(at, at + size));
      at += size;
      return size;
    } };
    const { route, bytesOut } = await decodePayload({
      compressor: 'zstd', input, payloadOffset: 0, sink: () => 'more',
    });
    process.stdout.write(route + ' ' + bytesOut);
  `;
  const { stdout, stderr } = spawnSync(process.execPath, nodeArguments(program), {
    env: { ...process.env, LD_DEBUG: 'bindings' },
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  expect(stdout).toBe('libzstd.so.1 300000');
  const bound = stderr
    .split('\n')
    .filter((line) => /binding file \S*libzstd\.so\S* .* to /.test(line));
  expect(bound.length).toBeGreaterThan(0);
  expect(bound.filter((line) => / to \S*\/node .*ZSTD_/.test(line))).toEqual([]);
});

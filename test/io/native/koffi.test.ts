/** Native libraries call their own code, not that of the same name that Node has. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { moduleUrl, nodeArguments, scratchDirectory } from '../scratch.ts';

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
  // To files: lines that a pipe has no room for are lost.
  const directory = scratchDirectory();
  const { stdout } = spawnSync(process.execPath, nodeArguments(program), {
    env: { ...process.env, LD_DEBUG: 'bindings', LD_DEBUG_OUTPUT: join(directory, 'bindings') },
    encoding: 'utf8',
  });
  expect(stdout).toBe('libzstd.so.1 300000');
  const bound = readdirSync(directory)
    .flatMap((name) => readFileSync(join(directory, name), 'latin1').split('\n'))
    .filter((line) => /binding file \S*libzstd\.so\S* .* to /.test(line));
  expect(bound.length).toBeGreaterThan(0);
  expect(bound.filter((line) => / to \S*\/node .*ZSTD_/.test(line))).toEqual([]);
});

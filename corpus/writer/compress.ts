/**
 * Payload compressors, none of them the project's own decoders' libraries bar zlib. Policy: whole
 * payloads in memory; xz, lzma and bzip2 are the system's programs, and their absence is an error.
 */

import { spawnSync } from 'node:child_process';
import { gzipSync, constants as zlib } from 'node:zlib';

export type Compressor = 'gzip' | 'xz' | 'lzma' | 'bzip2' | 'zstd' | 'none';

/** PAYLOADFLAGS that go with {@link compress}. */
export const PAYLOAD_FLAGS: Record<Compressor, string> = {
  gzip: '9',
  xz: '2',
  lzma: '7',
  bzip2: '9',
  zstd: '19',
  none: '',
};

export async function compress(compressor: Compressor, archive: Uint8Array): Promise<Uint8Array> {
  switch (compressor) {
    case 'none':
      return archive;
    case 'gzip':
      return gzipSync(archive, { level: zlib.Z_BEST_COMPRESSION });
    case 'zstd': {
      // Here, because its native module is missing where no script of a package may run.
      const zstd = await import('@mongodb-js/zstd');
      return zstd.compress(Buffer.from(archive), Number(PAYLOAD_FLAGS.zstd));
    }
    case 'xz':
      // SHA-256 as the check: rpm's choice, which not every decoder knows.
      return filter(['xz', '-2', '--check=sha256', '-T1', '-c'], archive);
    case 'lzma':
      return filter(['xz', '--format=lzma', '-7', '-c'], archive);
    case 'bzip2':
      return filter(['bzip2', '-9', '-c'], archive);
  }
}

/** Runs a program on bytes and returns what it prints. */
export function filter(command: readonly string[], input: Uint8Array): Uint8Array {
  const [program = '', ...args] = command;
  const run = spawnSync(program, args, { input, maxBuffer: Number.POSITIVE_INFINITY });
  if (run.error) throw run.error;
  if (run.status !== 0) throw new Error(`${program} failed: ${run.stderr}`);
  return run.stdout;
}

/**
 * Memory does not grow with the package: 160 MiB resident at most, whatever the codec, from a file
 * and from a pipe, into a file and into what cannot take anything back.
 *
 * A normal run takes packages of 256 MiB, and one too large for cpio's own fields in rpm's format.
 * RPMCOW_FULL_SIZE=1 takes 1 GiB and 6 GiB, in every combination: ten minutes, 15 GiB of disk.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileSource } from '../../src/io/file-source.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { verifyExtents } from '../../src/transcode/verify.ts';
import { RPM2EXTENTS } from '../cli/programs.ts';
import { type BigPackage, writeBigPackage } from './big-package.ts';
import { measuredRun } from './measured-run.ts';

const LIMIT_MIB = 160;
const FULL_SIZE = process.env['RPMCOW_FULL_SIZE'] === '1';
const MIB = FULL_SIZE ? 1024 : 256;
const STRIPPED_MIB = FULL_SIZE ? 6 * 1024 : 4.5 * 1024;
const MINUTES = 60_000;

const PACKAGES: readonly BigPackage[] = [
  { compressor: 'none', magic: '070701', mib: MIB },
  { compressor: 'gzip', magic: '070701', mib: MIB },
  { compressor: 'bzip2', magic: '070701', mib: MIB },
  { compressor: 'xz', magic: '070701', mib: MIB },
  { compressor: 'xz', magic: '070701', mib: MIB, options: ['--block-size=64MiB'] },
  { compressor: 'lzma', magic: '070701', mib: MIB },
  { compressor: 'zstd', magic: '070701', mib: MIB },
  { compressor: 'gzip', magic: '07070X', mib: STRIPPED_MIB },
];

const PIPELINES = [
  '"$RPM2EXTENTS" SHA256 < "$INPUT" > "$OUTPUT"',
  'cat "$INPUT" | "$RPM2EXTENTS" SHA256 | cat > /dev/null',
  ...(FULL_SIZE
    ? [
        '"$RPM2EXTENTS" SHA256 < "$INPUT" > /dev/null',
        'cat "$INPUT" | "$RPM2EXTENTS" SHA256 > "$OUTPUT"',
      ]
    : []),
];

let directory = '';
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'memory-test-'));
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe.each(PACKAGES)('$mib MiB in $compressor, $magic', (request) => {
  let input = '';
  let output = '';
  beforeAll(async () => {
    input = join(directory, 'in.rpm');
    output = join(directory, 'out');
    await writeBigPackage(input, request);
  }, 10 * MINUTES);
  afterAll(() => {
    for (const path of [input, output]) rmSync(path, { force: true });
  });

  /** Runs `rpm2extents` in a shell that connects it; its peak in MiB. */
  async function peak(pipeline: string): Promise<number> {
    const env = { TMPDIR: directory, RPM2EXTENTS, INPUT: input, OUTPUT: output };
    const result = await measuredRun(['sh', '-c', pipeline], { env, timeLimit: 10 * MINUTES });
    expect(result).toMatchObject({ status: 0, stderr: '' });
    const mib = result.peak.toFixed(0);
    console.log(`${request.mib} MiB ${request.compressor}: ${mib} MiB: ${pipeline}`);
    return result.peak;
  }

  it.each(PIPELINES)(
    '%s',
    async (pipeline) => {
      expect(await peak(pipeline)).toBeLessThanOrEqual(LIMIT_MIB);
      if (!pipeline.endsWith('"$OUTPUT"')) return;
      const source = openFileSource(output);
      expect(await verifyExtents(openExtentsFile(source))).toEqual([]);
      source.close();
    },
    20 * MINUTES,
  );
});

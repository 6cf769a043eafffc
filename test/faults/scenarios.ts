/**
 * Work of the programs during which faults strike: what is there before, and the command.
 *
 * Policy: everything happens in one directory: `in` has the input, `out` gets the result, `tmp` is
 * for temporary files; `cache` has earlier results, and an index of them. Nothing else is written to. The smallest work that takes every way:
 * with threads, blocks decoded ahead, rpmkeys, spools and windows on the disk, contents cloned.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedByExpiredKey } from '../../corpus/mutate/signing-mutators.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { RPM2EXTENTS, RPMCOW, samplePackage } from '../cli/programs.ts';
import { withWidestWindow } from '../support/wide-window.ts';

const MIB = 1024 * 1024;

export interface Scenario {
  readonly name: string;
  /** Fills `in`, and `out` where something is there before. */
  readonly lay: (place: string) => void;
  readonly command: readonly string[];
  /** A pipe with these bytes, or the path of a file. */
  readonly stdin?: Uint8Array | string;
  /** A file; else what is written into the pipe is a result, too, if `judgesPipe`. */
  readonly stdout?: string;
  readonly judgesPipe?: boolean;
  /** Whether it shares blocks where the file system can. */
  readonly clones?: boolean;
  /** The input, where it may come out instead. */
  readonly originals?: readonly Uint8Array[];
}

/** Builds the packages, once for all. */
export async function makeScenarios(): Promise<readonly Scenario[]> {
  const sample = signedByExpiredKey(await samplePackage());
  const other = await samplePackage({ name: 'other' });
  const spooled = await samplePackage({ compressor: 'none', files: [large('spooled', 9 * MIB)] });
  const blocks = await xzBlocks();
  const digested = await samplePackage({ compressor: 'none', files: [large('plain', 34 * MIB)] });
  const one = (bytes: Uint8Array) => (place: string) => {
    writeFileSync(join(place, 'in/a.rpm'), bytes);
  };
  const wide = withWidestWindow(await samplePackage({ compressor: 'zstd' }));
  const transcode = [RPMCOW, 'transcode', 'in/a.rpm', '-o', 'out/a'];
  return [
    {
      name: 'transcode',
      lay: one(sample),
      command: transcode,
      originals: [sample],
    },
    {
      name: 'transcode over an old result',
      lay(place) {
        one(sample)(place);
        writeFileSync(join(place, 'out/a'), 'an old result', { mode: 0o640 });
      },
      command: transcode,
      originals: [sample],
    },
    {
      name: 'transcode many, two threads',
      lay(place) {
        one(sample)(place);
        writeFileSync(join(place, 'in/b.rpm'), other);
      },
      command: [RPMCOW, 'transcode', 'in', '--out-dir', 'out', '-j', '2'],
      originals: [sample, other],
    },
    {
      name: 'transcode, xz blocks ahead',
      lay: one(blocks),
      command: transcode,
      originals: [blocks],
    },
    {
      name: 'transcode, digesting thread',
      lay: one(digested),
      command: transcode,
      originals: [digested],
    },
    {
      name: 'transcode, a wide window',
      lay: one(wide),
      command: transcode,
      originals: [wide],
    },
    {
      name: 'rpm2extents, file to file',
      lay: one(sample),
      command: [RPM2EXTENTS, '-v', '--nokey', 'record', 'SHA256'],
      stdin: 'in/a.rpm',
      stdout: 'out/a',
      originals: [sample],
    },
    {
      name: 'rpm2extents, pipe to file',
      lay: one(spooled),
      command: [RPM2EXTENTS, '-v', 'SHA256'],
      stdin: spooled,
      stdout: 'out/a',
      originals: [spooled],
    },
    {
      name: 'rpm2extents, pipe to pipe',
      lay: one(spooled),
      command: [RPM2EXTENTS, '-v', 'SHA256'],
      stdin: spooled,
      judgesPipe: true,
      originals: [spooled],
    },
    {
      name: 'extract a package',
      lay: one(sample),
      command: [RPMCOW, 'extract', 'in/a.rpm', '-C', 'out'],
    },
    {
      name: 'extract an extents file over an old tree',
      lay(place) {
        one(sample)(place);
        transcoded(place);
        mkdirSync(join(place, 'out/opt/sample'), { recursive: true });
        for (const name of ['big', 'small']) {
          writeFileSync(join(place, 'out/opt/sample', name), `old ${name}`);
        }
      },
      command: [RPMCOW, 'extract', 'in/a.extents', '-C', 'out'],
      clones: true,
    },
    {
      name: 'transcode with contents of an earlier one',
      lay(place) {
        one(other)(place);
        mkdirSync(join(place, 'cache'));
        transcoded(place, 'cache/a.extents');
      },
      command: [...transcode, '--reuse', 'cache'],
      clones: true,
      originals: [other],
    },
  ];
}

function large(name: string, size: number) {
  const content = Buffer.alloc(size, `${name}: copy on write\n`);
  return { path: `/opt/${name}`, type: 'regular', content } as const;
}

/** 40 MiB in 40 files, in blocks that are decoded ahead. */
async function xzBlocks(): Promise<Uint8Array> {
  const before = process.env['XZ_OPT'];
  process.env['XZ_OPT'] = '-0 --block-size=8MiB';
  try {
    const files = Array.from({ length: 40 }, (_, i) => large(`${i}`, MIB));
    return await writePackage({ name: 'blocks', compressor: 'xz', files });
  } finally {
    if (before === undefined) delete process.env['XZ_OPT'];
    else process.env['XZ_OPT'] = before;
  }
}

function transcoded(place: string, output = 'in/a.extents'): void {
  const args = ['transcode', '-q', 'in/a.rpm', '-o', output];
  const { status, stderr } = spawnSync(RPMCOW, args, { cwd: place, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
}

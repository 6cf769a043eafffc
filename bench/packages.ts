/**
 * The packages that the cases need, as data, and what builds them.
 *
 * Policy: they are written by the corpus's own writer, each by a process of its own (build-package.ts),
 * because compression takes long and memory; two at a time. They live in the working directory and
 * go with it.
 */

import { join } from 'node:path';
import { seededContent } from '../corpus/content.ts';
import type { Compressor } from '../corpus/writer/compress.ts';
import { runCommand } from './command.ts';
import type { FileContent } from './content-digest.ts';
import { sampleFiles } from './real-tree.ts';
import type { PackageFacts } from './results.ts';

export interface BenchPackage {
  readonly name: string;
  readonly what: string;
  readonly version: string;
  readonly compressor: Compressor;
  /** Options for xz besides those of the compressor. */
  readonly xzOptions?: string;
  /** All of them %ghost: in the header, not in the archive. */
  readonly ghosts?: boolean;
  files(): FileContent[];
}

/** Where all files of all packages are. */
export const ROOT = 'opt/bench';

const KIB = 1024;
const MIB = 1024 * KIB;
const CODECS: readonly Compressor[] = ['none', 'gzip', 'zstd', 'xz', 'lzma', 'bzip2'];
/** Of these a smaller sample does, and the run stays short. */
const SLOW_CODECS: readonly Compressor[] = ['xz', 'lzma', 'bzip2'];
const AT_ONCE = 2;

export const FILE_COUNTS = [1, 10, 100, 1_000, 10_000] as const;
export const FILE_SIZES = [
  ['1KiB', KIB],
  ['32KiB', 32 * KIB],
  ['1MiB', MIB],
  ['10MiB', 10 * MIB],
  ['100MiB', 100 * MIB],
] as const;

/** Every package there is, smaller ones for a quick run. */
export function benchPackages(quick: boolean): BenchPackage[] {
  const real = () => sampleFiles('/usr', (quick ? 12 : 48) * MIB);
  const lessReal = () => sampleFiles('/usr', (quick ? 12 : 16) * MIB);
  return [
    {
      name: 'header',
      what: '10,000 files in the header, none in the archive',
      version: '1.0',
      compressor: 'gzip',
      ghosts: true,
      files: () => made(10_000, 0),
    },
    ...CODECS.map((compressor) => ({
      name: `usr-${compressor}`,
      what: `real files: a sample of this machine's /usr, ${compressor}`,
      version: '1.0',
      compressor,
      files: SLOW_CODECS.includes(compressor) ? lessReal : real,
    })),
    {
      name: 'usr-xz-blocks',
      what: "real files: a sample of this machine's /usr, xz in 4 blocks",
      version: '1.0',
      compressor: 'xz',
      xzOptions: `--block-size=${quick ? 4 : 5}MiB`,
      files: lessReal,
    },
    {
      name: 'usr-next',
      what: 'the next version of usr-zstd: one file of 20 changed, one gone, one new',
      version: '1.1',
      compressor: 'zstd',
      files: () => nextVersion(real()),
    },
    ...(['zstd', 'gzip'] as const).map((compressor) => ({
      name: `tree-${compressor}`,
      what: `real files: 400 MiB of this machine's /usr, 20 a directory, none below 32 KiB, ${compressor}`,
      version: '1.0',
      compressor,
      files: () => inDirectories(sampleFiles('/usr', 400 * MIB, 32 * KIB), 20),
    })),
    {
      name: 'small',
      what: 'many small files of 2 KiB',
      version: '1.0',
      compressor: 'zstd',
      files: () => made(quick ? 2_000 : 5_000, 2 * KIB),
    },
    {
      name: 'large',
      what: 'few large files',
      version: '1.0',
      compressor: 'zstd',
      files: () => made(4, (quick ? 4 : 32) * MIB),
    },
    ...FILE_COUNTS.map((count) => ({
      name: `files-${count}`,
      what: `${count} ${count === 1 ? 'file' : 'files'} of 4 KiB`,
      version: '1.0',
      compressor: 'zstd' as const,
      files: () => made(count, 4 * KIB),
    })),
    ...FILE_SIZES.map(([label, size]) => ({
      name: `size-${label}`,
      what: `one file of ${label}`,
      version: '1.0',
      compressor: 'zstd' as const,
      files: () => made(1, size),
    })),
  ];
}

export function packagePath(directory: string, name: string): string {
  return join(directory, `${name}.rpm`);
}

/** Builds the named packages into the directory; the facts come in the order of the names. */
export async function buildBenchPackages(
  names: readonly string[],
  directory: string,
  quick: boolean,
  signal: AbortSignal,
  progress: (name: string) => void,
): Promise<PackageFacts[]> {
  const facts = new Map<string, PackageFacts>();
  const waiting = [...names];
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      progress(name);
      const builder = join(import.meta.dirname, 'build-package.ts');
      const size = quick ? 'quick' : 'full';
      const printed = await runCommand(
        [process.execPath, builder, name, size, packagePath(directory, name)],
        { signal },
      );
      facts.set(name, JSON.parse(printed) as PackageFacts);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return names.map((name) => facts.get(name)!);
}

/** A hundred files a directory; contents that compress to about half. */
function made(count: number, size: number): FileContent[] {
  return Array.from({ length: count }, (_, index) => {
    const path = `${Math.floor(index / 100)}/file-${index}`;
    return { path, content: seededContent(path, 'mixed', size) };
  });
}

/** The same contents, so many files a directory, which is what large packages have. */
function inDirectories(files: readonly FileContent[], each: number): FileContent[] {
  return files.map(({ content }, index) => ({
    path: `${Math.floor(index / each)}/file-${index}`,
    content,
  }));
}

function nextVersion(files: readonly FileContent[]): FileContent[] {
  const changed = files.slice(1).map(({ path, content }, index) => ({
    path,
    content: index % 20 === 0 ? Buffer.concat([content, Buffer.from('changed\n')]) : content,
  }));
  return [...changed, { path: 'zz-new', content: seededContent('new', 'mixed', 8 * KIB) }];
}

/** What it costs to judge a package, by its size and codec. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { seededRandom } from '../../test/support/seeded-random.ts';
import { measureAudit } from './scale-run.ts';

const CODECS = ['none', 'gzip', 'zstd', 'xz', 'bzip2'] as const;
/** Bytes of contents, and packages that are judged. */
const SIZES = [
  [4 * 1024, 400],
  [256 * 1024, 200],
  [4 * 1024 * 1024, 24],
] as const;

export interface CodecCost {
  readonly codec: string;
  /** Bytes of contents, and of the package. */
  readonly contents: number;
  readonly size: number;
  /** Milliseconds of CPU a package. */
  readonly headers: number;
  readonly payload: number;
}

/** Less what an audit of two packages costs: the start. */
export async function codecCosts(scratch: string): Promise<readonly CodecCost[]> {
  const costs: CodecCost[] = [];
  for (const codec of CODECS) {
    for (const [contents, count] of SIZES) {
      const bytes = await packageOf(codec, contents);
      const [few, many] = [join(scratch, 'few'), join(scratch, 'many')];
      placeCopies(few, bytes, 2);
      placeCopies(many, bytes, 2 + count);
      const per = async (depth: string) => {
        const [start, all] = [
          await measureAudit(few, depth, 1, scratch),
          await measureAudit(many, depth, 1, scratch),
        ];
        return (1000 * (all.cpu.audit - start.cpu.audit)) / count;
      };
      const [headers, payload] = [await per('headers'), await per('payload')];
      costs.push({ codec, contents, size: bytes.length, headers, payload });
      for (const folder of [few, many]) rmSync(folder, { recursive: true });
    }
  }
  return costs;
}

function placeCopies(folder: string, bytes: Uint8Array, count: number): void {
  mkdirSync(folder);
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `${i}.rpm`), bytes);
}

/** Files of 64 KiB at most, of words: about as compressible as programs are. */
async function packageOf(compressor: (typeof CODECS)[number], contents: number) {
  const random = seededRandom(contents);
  const words = Array.from({ length: 4096 }, () => random.between(0, 2 ** 31).toString(36));
  const size = Math.min(contents, 64 * 1024);
  const content = () => {
    let text = '';
    while (text.length < size) text += `${words[random.between(0, words.length - 1)]} `;
    return text.slice(0, size);
  };
  const files = Array.from({ length: contents / size }, (_, i) => {
    return { path: `/opt/file-${i}`, type: 'regular', content: content() } as const;
  });
  return await writePackage({ name: `cost-${compressor}`, compressor, files });
}

/** Content that repeats what lies far back, and zstd frames and packages with a window for that. */
import { spawnSync } from 'node:child_process';
import { seededContent } from '../../corpus/content.ts';
import { takeApart } from '../../corpus/mutate/package-parts.ts';
import { resealPayload } from '../../corpus/mutate/reseal.ts';
import { seededRandom } from './seeded-random.ts';

const LONGEST_REPEAT = 1024 * 1024;
/** The widest that rpm reads: 128 MiB. */
const WIDEST_LOG = 27;

/** `length` bytes, the first mebibyte of them random, all others from anywhere before. */
export function farReaching(length: number): Uint8Array {
  const random = seededRandom(length);
  const content = new Uint8Array(length);
  content.set(seededContent('far', 'random', LONGEST_REPEAT));
  for (let at = LONGEST_REPEAT; at < length; ) {
    const size = Math.min(length - at, random.between(100, LONGEST_REPEAT));
    const from = random.between(0, at - size);
    content.copyWithin(at, from, from + size);
    at += size;
  }
  return content;
}

/** By the zstd program; the frame does not say how long it is, so its window stays what it is. */
export function zstdFrame(content: Uint8Array, windowLog = WIDEST_LOG): Uint8Array {
  return zstd(['-q', '-1', `--long=${windowLog}`], content);
}

/** A package in zstd with the widest window instead of its own. */
export function withWidestWindow(bytes: Uint8Array): Uint8Array {
  const parts = takeApart(bytes);
  const archive = zstd(['-dc'], parts.payload);
  return resealPayload(parts, zstdFrame(archive), archive);
}

function zstd(args: readonly string[], input: Uint8Array): Uint8Array {
  const { status, stdout, stderr } = spawnSync('zstd', args, { input, maxBuffer: 2 ** 30 });
  if (status !== 0) throw new Error(String(stderr));
  return stdout;
}

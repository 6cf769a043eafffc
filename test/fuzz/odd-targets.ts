/** Targets that do what targets must not do, for the tests of the engine. */
import { lzmaAloneHeader } from '../../native-free-parsers/payload/frames/lzma.ts';
import type { FuzzTarget } from './fuzz-target.ts';

const MUCH = 300 * 1024 * 1024;

function odd(name: string, seed: readonly number[], run: FuzzTarget['run']): FuzzTarget {
  const seeds = async () => [Uint8Array.from(seed)];
  return { name, weight: 50, seeds, mutators: [], dictionary: [], run };
}

/** Kept, so that it is not taken back while it is being filled. */
let kept: Buffer | undefined;

export const TARGETS: readonly FuzzTarget[] = [
  odd('sound', Array<number>(14).fill(0xff), (input) => {
    if (input.length >= 13) lzmaAloneHeader(input);
  }),
  odd('crash', [1, 2, 3, 4, 5, 6, 7, 8, 9], (input) => {
    if (input.includes(7)) throw new TypeError(`seven at ${input.indexOf(7)}`);
  }),
  odd('hang', [7], ([first]) => {
    while (first === 7);
  }),
  odd('memory', [7], ([first]) => {
    if (first === 7) kept = Buffer.alloc(MUCH, 1);
    if (kept?.at(-1) === 0) throw new Error('no memory at all');
  }),
  odd('death', [7], ([first]) => {
    if (first === 7) process.kill(process.pid, 'SIGSEGV');
  }),
];

/**
 * File contents of the corpus, generated from a seed: never copied from the machine.
 * Policy: the same seed, kind and size give the same bytes on every machine.
 */

import { seededRandom } from '../test/support/seeded-random.ts';

export const CONTENT_KINDS = ['text', 'random', 'mixed', 'zeros'] as const;

/** text compresses well, random not at all, mixed alternates in pieces of 1,000 bytes. */
export type ContentKind = (typeof CONTENT_KINDS)[number];

const WORDS = 'lead store region trailer dribble payload member extent table footer'.split(' ');
const MIXED_PIECE = 1000;

export function seededContent(seed: string, kind: ContentKind, size: number): Uint8Array {
  const content = new Uint8Array(size);
  const random = seededRandom(hash(seed));
  for (let at = 0, turn = 0; at < size; turn++) {
    const length = Math.min(size - at, kind === 'mixed' ? MIXED_PIECE : size);
    const text = kind === 'text' || (kind === 'mixed' && turn % 2 === 0);
    if (text) content.set(words(random, length), at);
    else if (kind !== 'zeros') content.set(random.bytes(length), at);
    at += length;
  }
  return content;
}

function words(random: () => number, length: number): Uint8Array {
  let text = '';
  while (text.length < length) {
    text += `${WORDS[Math.floor(random() * WORDS.length)]}${random() < 0.1 ? '\n' : ' '}`;
  }
  return Buffer.from(text.slice(0, length));
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of Buffer.from(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value >>> 0;
}

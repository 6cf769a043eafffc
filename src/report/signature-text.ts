/**
 * A package's signatures in a few words, for people.
 *
 * Policy: pure. What several signatures have in common is said once.
 */

import type { CheckRecord } from '../check/check-record.ts';
import type { CheckSignature } from '../check/check-signature.ts';

/** Phrases, in the order of the signatures: `signature by Alice <alice@example.org> is good`. */
export function signaturePhrases({ signatures }: CheckRecord): string[] {
  return [...new Set(signatures.map(phraseOf))];
}

/** Whether anybody has looked at them. */
export function areChecked({ signatures }: CheckRecord): boolean {
  return signatures.some(({ verdict }) => verdict !== 'unchecked');
}

function phraseOf(signature: CheckSignature): string {
  const { verdict, because, covers } = signature;
  const by = `signature by ${signerOf(signature)}`;
  const which = covers === 'header' ? `header ${by}` : `payload ${by}`;
  switch (verdict) {
    case 'good':
      return `${by} is good`;
    case 'bad':
      return `${which} is BAD: ${because}`;
    case 'key-missing':
      return `${by} not checked: its key is not among those given`;
    case 'key-unusable':
      return `${which} is right, but ${because}`;
    case 'unverifiable':
      return `${which} could not be judged: ${because}`;
    case 'unreadable':
      return 'a signature that cannot be read';
    case 'unchecked':
      return `${by} not checked: ${because}`;
  }
}

/** The name, with the end of the key ID that rpm shows; the key ID for want of a name. */
function signerOf({ key, keyId }: CheckSignature): string {
  const name = key?.userId ?? null;
  return name === null ? `key ID ${keyId}` : `${name} (key ID ${keyId?.slice(-8)})`;
}

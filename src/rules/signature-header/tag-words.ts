/** Tags of the signature header as messages name them. */
import { SIGTAG, signatureTagName } from '../../../native-free-parsers/header/tags.ts';

const KNOWN: ReadonlySet<number> = new Set(Object.values(SIGTAG));

/** Whether rpm, up to 6.1, has a meaning for the tag in a signature header. */
export function isSignatureTag(tag: number): boolean {
  return KNOWN.has(tag);
}

/** `PAYLOADSIZE (1007)`, or `tag 290` for one without a name. */
export function tagWords(tag: number): string {
  return isSignatureTag(tag) ? `${signatureTagName(tag)} (${tag})` : `tag ${tag}`;
}

/** The same for several: `A, B and C`. */
export function tagList(tags: readonly number[]): string {
  const words = tags.map(tagWords);
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}

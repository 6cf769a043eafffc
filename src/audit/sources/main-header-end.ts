/**
 * Where the main header of a package ends, as far as its first bytes tell.
 *
 * Policy: looks at lead magic and the two intros only, within rpm's limits. What is wrong with the
 * headers is for their parsers to say; here it only means that no more bytes are needed to say it.
 */
import { FormatError } from '../../../native-free-parsers/bytes/format-error.ts';
import { bodySize, INTRO_SIZE, parseIntro } from '../../../native-free-parsers/header/intro.ts';
import type { HeaderKind } from '../../../native-free-parsers/header/limits.ts';
import { hasLeadMagic, LEAD_SIZE } from '../../../native-free-parsers/lead.ts';

export type MainHeaderEnd =
  /** Offset behind its last byte; the file may be shorter. */
  | { readonly kind: 'known'; readonly end: number }
  /** So many bytes of the file are needed to tell. */
  | { readonly kind: 'open'; readonly needed: number }
  /** It is no package, or its headers cannot be read. */
  | { readonly kind: 'none' };

export function mainHeaderEnd(bytes: Uint8Array): MainHeaderEnd {
  const signatureStart = LEAD_SIZE;
  if (bytes.length < signatureStart + INTRO_SIZE) {
    return { kind: 'open', needed: signatureStart + INTRO_SIZE };
  }
  if (!hasLeadMagic(bytes)) return { kind: 'none' };
  const signatureEnd = headerEnd(bytes, 'signature', signatureStart);
  if (signatureEnd === undefined) return { kind: 'none' };
  const mainStart = Math.ceil(signatureEnd / 8) * 8;
  if (bytes.length < mainStart + INTRO_SIZE)
    return { kind: 'open', needed: mainStart + INTRO_SIZE };
  const end = headerEnd(bytes, 'main', mainStart);
  return end === undefined ? { kind: 'none' } : { kind: 'known', end };
}

function headerEnd(bytes: Uint8Array, kind: HeaderKind, start: number): number | undefined {
  try {
    const intro = parseIntro(bytes.subarray(start, start + INTRO_SIZE), kind, start);
    return start + INTRO_SIZE + bodySize(intro);
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

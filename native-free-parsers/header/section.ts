/** How errors name the two kinds of header. */
import type { Section } from '../bytes/format-error.ts';
import type { HeaderKind } from './limits.ts';

export function sectionOf(kind: HeaderKind): Section {
  return kind === 'signature' ? 'signature-header' : 'main-header';
}

/** rpm puts this before its messages about a signature header. */
export function rpmPrefix(kind: HeaderKind): string {
  return kind === 'signature' ? 'signature ' : '';
}

/** Texts of others as SARIF messages: shown as they are, never as a placeholder or a link. */
import { clip } from './clip.ts';

/**
 * One line of limited length.
 * Source: SARIF 2.1.0, 3.11.5 (braces are doubled) and 3.11.6 ([text](target) is a link).
 */
export function sarifText(text: string): string {
  return clip(text).replace(/[{}]/g, '$&$&').replaceAll('](', '] (');
}

/** Texts as the page has them: printable and of limited length. */
import { clip } from '../../ci/clip.ts';
import { printable } from '../printable.ts';

const MOST_TEXT = 400;

export function pageText(text: string): string {
  return clip(printable(text), MOST_TEXT);
}

/** Bars in SVG. Policy: numbers stand beside them as text, so screen readers skip the bars. */
import { type Html, html } from './html.ts';

/** Percent of a bar that a part takes at least, to be seen at all. */
const LEAST = 0.7;

export interface BarPart {
  readonly count: number;
  /** Class in style.css: which colour. */
  readonly look: string;
  /** For the pointer. */
  readonly title: string;
}

/** Parts side by side, in all `length` percent of the width. */
export function bar(parts: readonly BarPart[], length = 100): Html {
  const there = parts.filter(({ count }) => count > 0);
  const sum = there.reduce((total, { count }) => total + count, 0);
  const room = Math.max(length, LEAST * there.length);
  const widths = there.map(({ count }) => Math.max(LEAST, (room * count) / sum));
  const scale = room / widths.reduce((total, width) => total + width, 0);
  let x = 0;
  const rectangles = there.map(({ look, title }, i) => {
    const width = widths[i]! * scale;
    const rectangle = html`<rect class="${look}" x="${percent(x)}" width="${percent(width)}" height="100%"><title>${title}</title></rect>`;
    x += width;
    return rectangle;
  });
  return html`<svg class="bar" width="100%" height="14" aria-hidden="true" focusable="false">${rectangles}</svg>`;
}

function percent(number: number): string {
  return `${Math.round(100 * number) / 100}%`;
}

/**
 * The results as a chart: how long rpmcow takes relative to each peer, on a logarithmic axis, a row
 * a case. Pure; one SVG without scripts or fonts of its own, for light and dark pages.
 */

import { type Comparison, compare } from './comparisons.ts';
import { formatRatio } from './format.ts';
import type { Results } from './results.ts';

const WIDTH = 900;
const LEFT = 250;
const RIGHT = 30;
const ROW = 20;
const LEGEND_ROW = 20;
const LEGEND_COLUMNS = 3;
const TOP = 40;
const BOTTOM = 44;

/** Readable on white and on near-black; told apart by shape, too. */
const COLOURS = ['#1f77d0', '#d9662b', '#2a9d5c', '#a05fc4', '#c9930c', '#d1495b', '#4d9aa8'];
const SHAPES = [
  'M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0',
  'M-4,-4h8v8h-8z',
  'M0,-5L5,4H-5z',
  'M0,-5L5,0L0,5L-5,0z',
  'M0,5L5,-4H-5z',
] as const;

const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f }
  .title { font-weight: 600; font-size: 14px }
  .quiet { fill: #57606a }
  .grid { stroke: #d0d7de }
  .even { stroke: #24292f; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .quiet { fill: #9198a1 }
    .grid { stroke: #3d444d }
    .even { stroke: #e6edf3 }
  }
`;

export function reportSvg({ cases }: Results): string {
  const comparisons = compare(cases, 'wall', 'warm');
  const ids = [...new Set(comparisons.map(({ id }) => id))];
  const peers = [...new Set(comparisons.map(({ peer }) => peer))];
  const x = axis(comparisons);
  const firstRow = TOP + Math.ceil(peers.length / LEGEND_COLUMNS) * LEGEND_ROW + 24;
  const lastRow = firstRow + ids.length * ROW;
  const height = lastRow + BOTTOM;

  const legend = peers.map((peer, index) => {
    const at = 20 + (index % LEGEND_COLUMNS) * ((WIDTH - 40) / LEGEND_COLUMNS);
    const y = TOP + Math.floor(index / LEGEND_COLUMNS) * LEGEND_ROW;
    return `${marker(index, at, y)}${text(at + 12, y + 4, peer)}`;
  });
  const ticks = x.ticks.map((ratio) => {
    const at = x.position(ratio);
    const kind = ratio === 1 ? 'even' : 'grid';
    const line = `<line class="${kind}" x1="${at}" x2="${at}" y1="${firstRow - 8}" y2="${lastRow}"/>`;
    return line + text(at, lastRow + 16, formatTick(ratio), 'quiet', 'middle');
  });
  const rows = ids.map((id, row) => {
    const y = firstRow + row * ROW + ROW / 2 - 4;
    const marks = comparisons
      .filter((one) => one.id === id)
      .map((one) => comparisonMark(one, peers.indexOf(one.peer), x.position, y));
    return text(LEFT - 14, y + 4, id, '', 'end') + marks.join('');
  });
  const even = x.position(1);
  const sides = [
    text(even - 8, lastRow + 34, '← rpmcow is faster', 'quiet', 'end'),
    text(even + 8, lastRow + 34, 'the peer is faster →', 'quiet'),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img">`,
    '<title>Time rpmcow takes, relative to its peers</title>',
    `<style>${STYLE}</style>`,
    text(
      20,
      20,
      'Time rpmcow takes, divided by the time of the peer (warm cache, median)',
      'title',
    ),
    ...legend,
    ...ticks,
    ...rows,
    ...sides,
    '</svg>',
    '',
  ].join('\n');
}

interface Axis {
  readonly ticks: readonly number[];
  position(ratio: number): number;
}

/** Powers of two around all ratios; 1 is always on it. */
function axis(comparisons: readonly Comparison[]): Axis {
  const powers = comparisons.map(({ ratio }) => Math.log2(ratio.median));
  const low = Math.floor(Math.min(-1, ...powers));
  const high = Math.ceil(Math.max(1, ...powers));
  const ticks = Array.from({ length: high - low + 1 }, (_, index) => 2 ** (low + index));
  const perPower = (WIDTH - LEFT - RIGHT) / (high - low);
  return {
    ticks,
    position: (ratio) => round(LEFT + (Math.log2(ratio) - low) * perPower),
  };
}

function formatTick(ratio: number): string {
  return ratio >= 1 ? String(ratio) : `1/${1 / ratio}`;
}

function comparisonMark(
  { id, peer, ratio }: Comparison,
  peerIndex: number,
  position: (ratio: number) => number,
  y: number,
): string {
  const label = `${id}: ${formatRatio(ratio.median)} of ${peer}, ±${ratio.mad.toFixed(2)}`;
  return marker(peerIndex, position(ratio.median), y, label);
}

function marker(index: number, x: number, y: number, label?: string): string {
  const shape = SHAPES[index % SHAPES.length];
  const colour = COLOURS[index % COLOURS.length];
  const title = label === undefined ? '' : `<title>${escaped(label)}</title>`;
  return `<path d="${shape}" fill="${colour}" transform="translate(${round(x)},${round(y)})">${title}</path>`;
}

function text(x: number, y: number, content: string, style = '', anchor = 'start'): string {
  const attributes = `${style && ` class="${style}"`} text-anchor="${anchor}"`;
  return `<text x="${round(x)}" y="${round(y)}"${attributes}>${escaped(content)}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

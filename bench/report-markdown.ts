/** The results as Markdown, with a list of everything that rpmcow loses. Pure. */

import { type Cache, type Comparison, compare, isDraw, losses } from './comparisons.ts';
import { formatBytes, formatRatio, formatSummary } from './format.ts';
import { isBusy } from './machine.ts';
import {
  type CaseResult,
  type ContestantResult,
  MEASURE_TEXT,
  MEASURES,
  type Measure,
  type Omission,
  type Results,
} from './results.ts';
import { type Summary, summarize } from './statistics.ts';

const HEADINGS: Record<Measure, string> = {
  wall: 'wall',
  settled: 'until on disk',
  processor: 'user + sys',
  user: 'user',
  system: 'sys',
  peakMemory: 'peak memory',
  written: 'written',
  growth: 'disk growth',
  exclusive: 'exclusive',
  shared: 'shared',
};

/** `chart` is the path of the SVG, as seen from the text. */
export function reportMarkdown(results: Results, chart: string): string {
  const sections = [
    '# Results of the benchmarks',
    introduction(results),
    `![Time rpmcow takes relative to its peers](${chart})`,
    '## How to repeat them',
    repeating(results),
    '## Where we lose',
    losing(results.cases),
    '## The machine',
    machine(results),
    '## How to read the tables',
    LEGEND,
    ...families(results.cases),
    ...omissions('## Not measured', results.skipped),
    ...omissions('## Failed', results.failed),
  ];
  return `${sections.join('\n\n')}\n`;
}

function introduction({ started, finished, quick, machine: record }: Results): string {
  const kind = quick ? 'a quick run: small packages, few rounds' : 'a full run';
  const lines = [
    `Measured ${started.slice(0, 10)}, ${kind}. This text is written by the benchmark.`,
    'Everything here is relative to programs measured in the same run; another machine has other numbers.',
  ];
  if (finished === null) lines.push('**The run was not finished.**');
  if (isBusy(record)) {
    const load = `${record.load.toFixed(1)} processes on ${record.cores} cores`;
    lines.push(`**The machine was busy with other things (${load}): take no number for granted.**`);
  }
  return lines.join('\n');
}

function repeating({ repeat }: Results): string {
  return [
    '```sh',
    repeat,
    '```',
    '',
    'As root this makes loop volumes of btrfs and XFS below `/var/tmp` (or `$TMPDIR`) and removes them; without',
    'root, add `--directory DIR`. Every command is listed in the JSON file next to the results, with all samples.',
  ].join('\n');
}

const LOSABLE: readonly (readonly [Measure, Cache, string])[] = [
  ['wall', 'warm', 'Wall time, warm cache'],
  ['wall', 'cold', 'Wall time, cold cache'],
  ['settled', 'warm', 'Time until on disk'],
  ['processor', 'warm', 'Processor time, warm cache'],
  ['peakMemory', 'warm', 'Peak memory'],
  ['written', 'warm', 'Bytes written to the device'],
];

/** Worst cases named in a list; the tables have all. */
const WORST = 12;

function losing(cases: readonly CaseResult[]): string {
  const parts = LOSABLE.flatMap(([measure, cache, heading]) => {
    const all = compare(cases, measure, cache);
    if (all.length === 0) return [];
    const lost = losses(all);
    const draws = lost.filter(isDraw).length;
    const count = `${heading}: rpmcow needs more in ${lost.length} of ${all.length} comparisons`;
    const within = draws === 0 ? '' : `, ${draws} of them within the spread`;
    const list = lost.slice(0, WORST).map(lossLine);
    const more = lost.length > WORST ? [`- ${lost.length - WORST} more, smaller ones`] : [];
    return [[`**${count}${within}.**`, '', ...list, ...more].join('\n').trimEnd()];
  });
  return parts.length === 0 ? 'Nothing was compared.' : parts.join('\n\n');
}

function lossLine(comparison: Comparison): string {
  const { id, peer, ratio } = comparison;
  const draw = isDraw(comparison) ? ', within the spread' : '';
  return `- \`${id}\`: ${formatRatio(ratio.median)} ${cell(peer)} (±${ratio.mad.toFixed(2)}${draw})`;
}

function machine({ machine: record, places, packages }: Results): string {
  const { processor, cores, memory, system, kernel, architecture, pageSize, load } = record;
  const page = pageSize === null ? 'pages of unknown size' : `pages of ${formatBytes(pageSize)}`;
  return [
    `- ${processor}, ${cores} cores, ${formatBytes(memory)} of memory, ${architecture}, ${page}`,
    `- ${system ?? 'unknown system'}, Linux ${kernel}, load ${load.toFixed(2)} before the run`,
    ...places.map(
      ({ name, fileSystem, options, ownVolume, reflink }) =>
        `- ${name}: ${fileSystem} (${options}), ${ownVolume ? 'a loop volume' : "a directory of the user's"}, ` +
        `${reflink ? 'with' : 'without'} reflinks`,
    ),
    '',
    table(
      ['program', 'version'],
      Object.entries(record.versions).map(([name, version]) => [name, version ?? 'not installed']),
    ),
    '',
    table(
      ['package', 'what', 'files', 'contents', 'package file'],
      packages.map(({ name, what, files, contentSize, size }) => [
        name,
        what,
        String(files),
        formatBytes(contentSize),
        formatBytes(size),
      ]),
    ),
  ].join('\n');
}

const LEGEND = [
  'Numbers are medians, ± the median absolute deviation, and in parentheses the number of runs. Contestants take turns',
  '(A B C A B C). *rpmcow / it* is the median of the ratios of wall times of each round: below 1 rpmcow is faster.',
  'Cold: the page cache was emptied before each run, so that programs, too, are read from the disk.',
  'A dash: could not be measured there.',
  '',
  ...MEASURES.map((measure) => `- *${HEADINGS[measure]}*: ${MEASURE_TEXT[measure]}`),
].join('\n');

function families(cases: readonly CaseResult[]): string[] {
  const names = [...new Set(cases.map(({ family }) => family))];
  return names.map((family) => {
    const members = cases.filter((one) => one.family === family);
    const columns = MEASURES.filter((measure) => members.some((one) => has(one, measure)));
    const heads = ['wall', 'wall, cold', ...columns.slice(1).map((measure) => HEADINGS[measure])];
    const rows = members.flatMap((one) => caseRows(one, columns));
    const what = [...new Set(members.map((one) => `- \`${one.name}\`: ${one.what}`))];
    return [
      `## ${family}`,
      what.join('\n'),
      table(['case', 'place', 'command', 'rpmcow / it', ...heads], rows),
    ].join('\n\n');
  });
}

function has({ contestants }: CaseResult, measure: Measure): boolean {
  return contestants.some(({ warm }) => warm.some((sample) => sample[measure] !== null));
}

function caseRows(one: CaseResult, columns: readonly Measure[]): string[][] {
  const ratios = compare([one], 'wall', 'warm');
  return one.contestants.map((contestant, index) => {
    const ratio = ratios.find(({ peer }) => peer === contestant.name)?.ratio;
    return [
      index === 0 ? one.name : '',
      index === 0 ? one.place : '',
      contestant.name,
      ratio ? formatRatio(ratio.median) : '',
      shown('wall', contestant, 'warm'),
      shown('wall', contestant, 'cold'),
      ...columns.slice(1).map((measure) => shown(measure, contestant, 'warm')),
    ];
  });
}

function shown(measure: Measure, contestant: ContestantResult, cache: Cache): string {
  const summary: Summary | null = summarize(contestant[cache].map((sample) => sample[measure]));
  return summary === null ? '–' : formatSummary(measure, summary);
}

function omissions(heading: string, list: readonly Omission[]): string[] {
  if (list.length === 0) return [];
  const reasons = [...new Set(list.map(({ reason }) => reason))];
  const lines = reasons.map((reason) => {
    const what = list.filter((one) => one.reason === reason).map((one) => one.what);
    return `- ${cell(reason)}: ${what.join('; ')}`;
  });
  return [heading, lines.join('\n')];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A bar would end the cell, a new line the table. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

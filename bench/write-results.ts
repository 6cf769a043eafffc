/** Where results go. Policy: each file appears complete or not at all; nothing else is touched. */

import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { reportJson } from './report-json.ts';
import { reportMarkdown } from './report-markdown.ts';
import { reportSvg } from './report-svg.ts';
import type { Results } from './results.ts';

export interface ResultPaths {
  readonly json: string;
  readonly markdown: string;
  readonly svg: string;
  /** The committed ones. */
  readonly recorded: { readonly markdown: string; readonly svg: string };
}

/** Names by the time the run started, to the millisecond. */
export function resultPaths(project: string, started: Date): ResultPaths {
  const directory = join(project, 'bench/results');
  mkdirSync(directory, { recursive: true });
  const stem = join(directory, started.toISOString().slice(0, 23).replaceAll(':', '-'));
  return {
    json: `${stem}.json`,
    markdown: `${stem}.md`,
    svg: `${stem}.svg`,
    recorded: {
      markdown: join(project, 'bench/RESULTS.md'),
      svg: join(project, 'bench/results.svg'),
    },
  };
}

/** Writes all reports, the committed ones only when told to, and returns their paths. */
export function writeResults(results: Results, paths: ResultPaths, record: boolean): string[] {
  const svg = reportSvg(results);
  const written = [
    [paths.json, reportJson(results)],
    [paths.svg, svg],
    [paths.markdown, reportMarkdown(results, basename(paths.svg))],
  ] as const;
  const { recorded } = paths;
  const committed = [
    [recorded.svg, svg],
    [recorded.markdown, reportMarkdown(results, basename(recorded.svg))],
  ] as const;
  const all = record ? [...written, ...committed] : written;
  return all.map(([path, text]) => {
    writeFileSync(`${path}.tmp`, text);
    renameSync(`${path}.tmp`, path);
    return path;
  });
}

import { describe, expect, it } from 'vitest';
import { reportJson } from '../../bench/report-json.ts';
import { reportMarkdown } from '../../bench/report-markdown.ts';
import { reportSvg } from '../../bench/report-svg.ts';
import { MADE_UP } from './made-up-results.ts';

describe('Markdown', () => {
  it('shows everything, losses first', () => {
    expect(reportMarkdown(MADE_UP, 'results.svg')).toMatchSnapshot();
  });

  it('warns of a busy machine and of a run that was not finished', () => {
    const machine = { ...MADE_UP.machine, load: 3 };
    const text = reportMarkdown({ ...MADE_UP, machine, finished: null }, 'results.svg');
    expect(text).toContain('The machine was busy with other things (3.0 processes on 2 cores)');
    expect(text).toContain('The run was not finished');
  });

  it('can be written before anything is measured', () => {
    expect(reportMarkdown({ ...MADE_UP, cases: [] }, 'x')).toContain('Nothing was compared.');
  });
});

describe('SVG', () => {
  it('has a mark for each comparison', () => {
    expect(reportSvg(MADE_UP)).toMatchSnapshot();
  });

  it('escapes names, and has colours for dark pages', () => {
    const svg = reportSvg(MADE_UP);
    expect(svg).toContain('rpm &lt;-qp&gt;');
    expect(svg).not.toContain('<-qp');
    expect(svg).toContain('prefers-color-scheme: dark');
  });

  it('can be drawn before anything is measured', () => {
    expect(reportSvg({ ...MADE_UP, cases: [] })).not.toMatch(/NaN|Infinity/);
  });
});

it('JSON has all samples, with summaries beside them', () => {
  const { cases, ...rest } = JSON.parse(reportJson(MADE_UP));
  const { cases: _cases, ...expected } = MADE_UP;
  expect(rest).toEqual(expected);
  const [peer] = cases[0].contestants.slice(1);
  expect(peer.warm).toEqual(MADE_UP.cases[0]!.contestants[1]!.warm);
  expect(peer.summary.warm.wall).toEqual({ median: 0.1, mad: 0, runs: 3 });
  expect(peer.summary.warm.written).toBeNull();
});

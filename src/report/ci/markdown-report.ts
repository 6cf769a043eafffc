/**
 * A summary in Markdown: for a ticket, or for what GitHub shows of a step.
 *
 * Policy: what makes the check fail comes first. Files with nothing to say are only counted. A limit
 * in bytes is kept by leaving out files from the end, and said. Text of a package is no Markdown.
 */
import type { CheckResult } from '../../check/check-record.ts';
import type { CheckTally } from '../check-tally.ts';
import { counted } from '../inspected-values.ts';
import { type MarkdownFile, markdownFile } from './markdown-file.ts';
import type { CheckReporter, ReportSetting } from './reporter.ts';

/** What head and end take of a limit. */
const FRAME = 2048;

/** @param limit bytes. */
export function markdownReport(
  setting: ReportSetting,
  limit: number = Number.POSITIVE_INFINITY,
): CheckReporter {
  const files: MarkdownFile[] = [];
  return {
    start: () => [],
    result(result: CheckResult) {
      const file = markdownFile(result, setting);
      if (file !== undefined) files.push(file);
      return [];
    },
    *end(tally) {
      const sorted = [
        ...files.filter(({ fails }) => fails),
        ...files.filter(({ fails }) => !fails),
      ];
      const shown = fitting(sorted, limit - FRAME);
      yield head(files, tally);
      if (shown.length > 1) {
        yield '\n| file | errors | warnings | notes | Copy-on-Write |\n|---|---|---|---|---|\n';
        for (const { row } of shown) yield row;
      }
      for (const { section } of shown) yield `\n${section}`;
      const left = files.length - shown.length;
      if (left > 0) yield `\n${counted(left, 'more file')} with findings did not fit in here.\n`;
    },
  };
}

function head(files: readonly MarkdownFile[], { packages }: CheckTally): string {
  const failing = files.filter(({ fails }) => fails).length;
  const verdict = failing > 0 ? `${failing} of ${counted(packages, 'file')} failed` : 'passed';
  const fine = packages - files.length;
  const rest = fine > 0 ? `\nNothing to say of ${counted(fine, 'file')}.\n` : '';
  return `## rpmcow check: ${verdict}\n${rest}`;
}

/** As many from the start as the limit has room for. */
function fitting(files: readonly MarkdownFile[], limit: number): readonly MarkdownFile[] {
  let bytes = 0;
  const end = files.findIndex(({ row, section }) => {
    bytes += Buffer.byteLength(row) + Buffer.byteLength(section) + 1;
    return bytes > limit;
  });
  return end < 0 ? files : files.slice(0, end);
}

/** The verb compare: what changed from one audit to a later one, and did it get worse? */
import { Command, Option } from 'commander';
import { type AuditComparison, compareAudits, isWorse } from '../../audit/compare-audits.ts';
import { openAudit } from '../../audit/state/open-audit.ts';
import { THRESHOLDS, type Threshold } from '../../check/severity.ts';
import { compareJson } from '../../report/audit/compare-json.ts';
import { compareMarkdown } from '../../report/audit/compare-markdown.ts';
import { compareText } from '../../report/audit/compare-text.ts';
import { BatchedOutput } from '../batched-output.ts';
import { type ColourChoice, colourOption, paintFor, proseWidth } from '../colour.ts';
import { EXIT } from '../exit-status.ts';
import { VERSION } from '../version.ts';

interface Options {
  readonly failOn: Threshold;
  readonly format: 'text' | 'json' | 'markdown';
  readonly color: ColourChoice;
}

/** Characters of one write. */
const BATCH = 64 * 1024;

export function compareCommand(): Command {
  return new Command('compare')
    .summary('say what changed between two audits, and whether it got worse')
    .description(
      'Compares two audits of the same repositories: packages that are new, gone and changed, ' +
        'predictions that got worse or better, findings that are new and fixed. Packages are the ' +
        'same by repository and location, then by repository, name and architecture.',
    )
    .argument('<old>', 'what rpmcow audit --state wrote')
    .argument('<new>', 'the one to compare with it')
    .addOption(
      new Option(
        '--fail-on <severity>',
        'exit 1 for new findings from this severity on; a worse prediction is an error',
      )
        .choices(THRESHOLDS)
        .default('error'),
    )
    .addOption(
      new Option('--format <format>', 'for people, one JSON document, or Markdown for a ticket')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .addOption(colourOption())
    .addHelpText('after', HELP)
    .action((old: string, current: string, options: Options) => {
      const comparison = comparisonOf(old, current);
      const output = new BatchedOutput(BATCH, () => {});
      output.write(reportOf(comparison, options));
      output.flush();
      const worse = comparison.changes.some((change) => isWorse(change, options.failOn));
      process.exitCode = worse ? EXIT.findings : EXIT.ok;
    });
}

const HELP = `
Exit status: 0 nothing got worse, 1 something did, 2 wrong usage, 3 an audit could not be read.

Examples:
  rpmcow compare yesterday.sqlite today.sqlite
  rpmcow compare --fail-on warning --format markdown staging.sqlite production.sqlite
  rpmcow compare --format json old.sqlite new.sqlite | jq -r '.changes[] | select(.trend == "worse") | .current'`;

function comparisonOf(oldPath: string, currentPath: string): AuditComparison {
  const old = openAudit(oldPath);
  try {
    const current = openAudit(currentPath);
    try {
      return compareAudits(old.audit, current.audit);
    } finally {
      current.close();
    }
  } finally {
    old.close();
  }
}

function reportOf(comparison: AuditComparison, { format, color }: Options): Iterable<string> {
  switch (format) {
    case 'text':
      return [compareText(comparison, { width: proseWidth(), paint: paintFor(color) })];
    case 'json':
      return compareJson(comparison, VERSION);
    case 'markdown':
      return [compareMarkdown(comparison)];
  }
}

/**
 * A run of diff: two files in, a report out, an exit status.
 *
 * Policy: both are read even where the first cannot be, so that all that is wrong is told at once. A
 * finding that the configuration ignores is shown and does not count.
 */
import { comparePackages } from '../check/diff/compare-packages.ts';
import type { DiffRecord } from '../check/diff/diff-record.ts';
import { type ReadSide, readSide } from '../check/diff/read-side.ts';
import { ignoreList } from '../check/ignore-findings.ts';
import { selectRules } from '../check/rule-selection.ts';
import { gravest, reaches } from '../check/severity.ts';
import { standing } from '../check/standing.ts';
import { INTERNAL_ERROR, type Unreadable } from '../package/unreadable.ts';
import { diffJson } from '../report/diff-json.ts';
import { diffText } from '../report/diff-text.ts';
import { shownPath } from '../report/shown-path.ts';
import { findRule } from '../rules/catalogue.ts';
import { BatchedOutput } from './batched-output.ts';
import type { CheckSettings } from './check-settings.ts';
import { type ColourChoice, paintFor, proseWidth } from './colour.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { tell } from './print.ts';
import { unreadableText } from './unreadable-text.ts';
import { VERSION } from './version.ts';

/** Characters of one write. */
const BATCH = 64 * 1024;

export interface DiffRun {
  readonly settings: CheckSettings;
  readonly format: 'text' | 'json';
  readonly colour: ColourChoice;
  readonly headersOnly: boolean;
}

export async function runDiff(
  paths: readonly [old: string, current: string],
  run: DiffRun,
): Promise<ExitStatus> {
  const options = {
    rules: selectRules(run.settings.rules),
    mostFindings: Number.POSITIVE_INFINITY,
    payload: !run.headersOnly,
    keys: undefined,
    estimate: false,
    excerpts: false,
  };
  const old = await readSide(paths[0], options);
  const current = await readSide(paths[1], options);
  const unreadable = [old, current].flatMap((read) => {
    if (read.kind === 'read') return [];
    tell(`rpmcow: ${unreadableText(read.unreadable)}\n`);
    return [read.unreadable];
  });
  const diff = compare(old, current, run.settings);
  if (diff?.sameName === false) tell(otherNameWarning(diff));

  const output = new BatchedOutput(BATCH, () => {});
  output.write(reportOf(diff, unreadable, run));
  output.flush();
  return statusOf(diff, unreadable, run.settings);
}

/** null where one of them could not be read. */
function compare(old: ReadSide, current: ReadSide, { ignores }: CheckSettings): DiffRecord | null {
  if (old.kind !== 'read' || current.kind !== 'read') return null;
  const list = ignoreList(ignores, new Date().toISOString().slice(0, 10));
  const [before, after] = [old.side, current.side].map((side) => ({
    ...side,
    record: list.apply(side.record),
  }));
  return comparePackages(before!, after!);
}

function otherNameWarning(diff: DiffRecord): string {
  const [old, current] = [diff.old, diff.new].map(
    ({ path, nevra }) => `${shownPath(path)} (${nevra})`,
  );
  return `rpmcow: ${old} and ${current} are no versions of one package: their names differ\n`;
}

function reportOf(
  diff: DiffRecord | null,
  unreadable: readonly Unreadable[],
  { settings: { targets }, format, colour }: DiffRun,
): Iterable<string> {
  if (format === 'json') return diffJson(diff, unreadable, VERSION);
  if (diff === null) return [];
  const style = { targets, width: proseWidth(), paint: paintFor(colour), ruleOf: findRule };
  return [diffText(diff, style)];
}

function statusOf(
  diff: DiffRecord | null,
  unreadable: readonly Unreadable[],
  { targets, failOn }: CheckSettings,
): ExitStatus {
  if (diff === null) {
    return unreadable.some(({ code }) => code === INTERNAL_ERROR) ? EXIT.bug : EXIT.unreadable;
  }
  const counts = diff.findings.new.some(
    (finding) =>
      standing(finding) === 'counts' && reaches(gravest(finding.severity, targets), failOn),
  );
  return counts ? EXIT.findings : EXIT.ok;
}

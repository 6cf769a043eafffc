/**
 * What a check found in one file, for people: the verdict, who built it, then what is wrong, what
 * that means and what to do.
 *
 * Policy: pure; a record in, text out. A file without errors and warnings takes one line; notes, and
 * what only other targets care about, are named and not spread out.
 */
import type { CheckRecord } from '../check/check-record.ts';
import { reaches, TARGETS } from '../check/severity.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import { verdictOf } from './check-verdict.ts';
import { estimateLines } from './estimate-text.ts';
import { type FindingGroup, findingGroups } from './finding-groups.ts';
import { findingText, noteText } from './finding-text.ts';
import { counted } from './inspected-values.ts';
import { shownPath } from './shown-path.ts';
import { areChecked, signaturePhrases } from './signature-text.ts';
import { wrapText } from './wrap-text.ts';

/** Ends with a newline. */
export function checkText(record: CheckRecord, style: CheckTextStyle): string {
  const groups = findingGroups(record, style.targets);
  const grave = groups.filter(({ severity }) => reaches(severity, 'warning'));
  const notes = groups.filter(({ severity }) => severity === 'note');
  const others = groups.filter(({ severity }) => severity === 'none');
  const lines =
    grave.length === 0 && isFine(record)
      ? [[headline(record, style), ...asides(record, notes, others, style)].join('; ')]
      : [
          headline(record, style),
          ...prose(record, style),
          ...grave.flatMap((group) => ['', ...findingText(group, style)]),
          ...endings(record, notes, others, style),
        ];
  lines.push(...estimateLines(record));
  return `${lines.join('\n')}\n`;
}

/** Installs the same everywhere, and with the gain. */
function isFine({ prediction: { reference, rpmcow } }: CheckRecord): boolean {
  return reference === 'same' && (rpmcow === 'transcoded' || rpmcow === 'adapted');
}

function headline({ path, prediction }: CheckRecord, { paint }: CheckTextStyle): string {
  const { tone, headline } = verdictOf(prediction);
  return `${shownPath(path)}: ${paint(tone, headline)}`;
}

/** What one line says besides its verdict. */
function asides(
  record: CheckRecord,
  notes: readonly FindingGroup[],
  others: readonly FindingGroup[],
  style: CheckTextStyle,
): string[] {
  return [
    ...(record.builder === null ? [] : [`built by ${record.builder}`]),
    ...(areChecked(record) ? signaturePhrases(record) : []),
    ...(notes.length === 0 ? [] : [`notes: ${notes.map(({ rule }) => rule).join(', ')}`]),
    ...acceptedText(record),
    ...otherTargetsText(others, style),
  ];
}

/** What a block says behind its findings. */
function endings(
  record: CheckRecord,
  notes: readonly FindingGroup[],
  others: readonly FindingGroup[],
  style: CheckTextStyle,
): string[] {
  const lines = [
    ...notes.flatMap((group) => noteText(group, style)),
    ...[...acceptedText(record), ...otherTargetsText(others, style)].flatMap((text) =>
      wrapText(text, style.width, '  ', 4),
    ),
  ];
  return lines.length === 0 ? [] : ['', ...lines];
}

/** Who it is, and what happens to it. */
function prose(record: CheckRecord, { width }: CheckTextStyle): string[] {
  const { nevra, builder, fingerprint, prediction } = record;
  const { stack, rpmcow } = verdictOf(prediction);
  const at = fingerprint?.service ? ` (${fingerprint.service})` : '';
  const who = [
    ...(nevra === null ? [] : [nevra]),
    ...(builder === null ? [] : [`built by ${builder}${at}`]),
    ...(fingerprint?.vendor ? [`vendor ${fingerprint.vendor}`] : []),
    ...signaturePhrases(record),
  ];
  return [
    ...(who.length === 0 ? [] : wrapText(who.join(', '), width, '  ', 4)),
    ...wrapText(`${stack} ${rpmcow}`, width, '  '),
    ...(prediction.because.length === 0
      ? []
      : wrapText(`decided by ${prediction.because.join(', ')}`, width, '  ', 4)),
  ];
}

/** What does not count: by which entry of the configuration, or for being in the baseline. */
function acceptedText({ findings }: CheckRecord): string[] {
  const reasons = new Map<string, string>();
  const known = new Set(findings.filter(({ baseline }) => baseline).map(({ rule }) => rule));
  for (const { rule, ignored } of findings) {
    if (ignored !== undefined) reasons.set(rule, ignored.reason);
  }
  const ignored = [...reasons].map(([rule, reason]) => `${rule} (${reason})`);
  return [
    ...(known.size === 0 ? [] : [`in the baseline: ${[...known].join(', ')}`]),
    ...(ignored.length === 0 ? [] : [`ignored: ${ignored.join(', ')}`]),
  ];
}

/** Findings that the targets asked for do not mind. */
function otherTargetsText(others: readonly FindingGroup[], { targets }: CheckTextStyle): string[] {
  if (others.length === 0) return [];
  const minding = TARGETS.filter(
    (target) =>
      !targets.includes(target) &&
      others.some(({ findings: [first] }) => first.severity[target] !== 'none'),
  );
  const option = minding.map((target) => `--target ${target}`).join(' ');
  return [`${counted(others.length, 'more rule')} with ${option}`];
}

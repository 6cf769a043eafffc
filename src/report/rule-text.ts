/** One rule with its reasons, for people. */
import type { Paint } from './paint.ts';
import type { RuleRecord } from './rule-record.ts';
import { GROUP_TITLES, NEED_WORDS, versionRange } from './rule-words.ts';
import { wrapText } from './wrap-text.ts';

/** Ends with a newline. */
export function ruleText(rule: RuleRecord, width: number, paint: Paint): string {
  const { id, group, severity, needs, rpmVersions, what, why, fix, sources, examples } = rule;
  const section = (title: string, ...texts: readonly string[]) => [
    '',
    paint('bold', title),
    ...texts.flatMap((text) => wrapText(text, width, '  ')),
  ];
  const plainFails = rule.alsoBreaksPlainInstall
    ? ['Not specific to Copy-on-Write: plain rpm fails, too.']
    : [];
  const versions = rpmVersions.map(
    (range) => `${versionRange(range)}: ${range.what} (install: ${range.install})`,
  );
  return `${[
    `${paint('bold', id)} (${GROUP_TITLES[group]})`,
    ...wrapText(what, width, '  '),
    ...section('Why', why),
    ...section('What to do', fix),
    ...section(
      'Severity',
      `transcode ${severity.transcode}, install ${severity.install}, spec ${severity.spec}`,
      ...plainFails,
    ),
    ...(versions.length === 0 ? [] : section('Versions of rpm', ...versions)),
    ...section('Looks at', NEED_WORDS[needs]),
    ...section(
      'Example packages of the corpus',
      `fires on: ${examples.fires.join(', ')}`,
      `silent on: ${examples.silent.join(', ')}`,
    ),
    ...section('Sources', ...sources),
  ].join('\n')}\n`;
}

/** What preflight found, for people: a verdict, its reasons, and then what is in order. */
import type { ExaminedCheck, ExaminedHost, HostVerdict } from '../host/examine-host.ts';
import type { HostStatus } from '../host/host-check.ts';
import type { Paint, Tone } from './paint.ts';
import { shownPath } from './shown-path.ts';
import { wrapText } from './wrap-text.ts';

const HEADLINES: Readonly<Record<HostVerdict, { readonly tone: Tone; readonly text: string }>> = {
  can: { tone: 'good', text: 'This host can do Copy-on-Write' },
  'can-but': { tone: 'doubtful', text: 'This host can do Copy-on-Write, but' },
  cannot: { tone: 'bad', text: 'This host CANNOT do Copy-on-Write, because' },
  unknown: {
    tone: 'doubtful',
    text: 'Whether this host can do Copy-on-Write is not known, because',
  },
};

const TONES: Readonly<Record<HostStatus, Tone>> = {
  ok: 'good',
  warning: 'warning',
  error: 'error',
  unknown: 'doubtful',
  'not-applicable': 'faint',
};

const WORDS: Readonly<Record<HostStatus, string>> = {
  ok: 'ok',
  warning: 'warning',
  error: 'error',
  unknown: 'unknown',
  'not-applicable': '-',
};

const STATUS_WIDTH = Math.max(...Object.values(WORDS).map(({ length }) => length));
const INDENT = '  ';

/** @param width characters of a line. Ends with a newline. */
export function preflightText(host: ExaminedHost, width: number, paint: Paint): string {
  const { tone, text } = HEADLINES[host.verdict];
  const troubles = host.checks.filter(({ fix }) => fix !== null);
  const rest = host.checks.filter(({ fix }) => fix === null);
  const troubleLines = troubles
    .toSorted((a, b) => order(a) - order(b))
    .flatMap((check) => [
      ...checkLines(check, width, paint),
      ...adviceLines(check, width, paint),
      '',
    ]);
  return [
    paint(tone, `${text}${troubles.length > 0 ? ':' : '.'}`),
    '',
    ...troubleLines,
    ...rest.flatMap((check) => checkLines(check, width, paint)),
    '',
    paint('faint', 'rpmcow explain <check> tells more.'),
    '',
  ].join('\n');
}

/** What decides comes first. */
function order({ status }: ExaminedCheck): number {
  return ['error', 'unknown', 'warning'].indexOf(status);
}

function checkLines({ id, status, found }: ExaminedCheck, width: number, paint: Paint): string[] {
  const [first = '', ...others] = wrapText(
    shownPath(found),
    width,
    `${INDENT}${lead(status)}${id}: `,
    4,
  );
  const plainLead = `${INDENT}${lead(status)}${id}`;
  const painted = `${INDENT}${paint(TONES[status], lead(status))}${paint('bold', id)}`;
  return [painted + first.slice(plainLead.length), ...others];
}

function lead(status: HostStatus): string {
  return WORDS[status].padEnd(STATUS_WIDTH + 1);
}

function adviceLines({ why, fix }: ExaminedCheck, width: number, paint: Paint): string[] {
  return [
    ...wrapText(firstSentence(why), width, INDENT.repeat(2)).map((line) => paint('faint', line)),
    ...wrapText(`To do: ${shownPath(fix ?? '')}`, width, INDENT.repeat(2)),
  ];
}

/** It says what breaks; `explain` has the rest. */
function firstSentence(text: string): string {
  return /^.*?[.](?= \p{Lu}|$)/u.exec(text)?.[0] ?? text;
}

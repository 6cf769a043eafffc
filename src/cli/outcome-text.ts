/** What became of a package, in one line for people. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { formatNevra } from '../../native-free-parsers/nevra.ts';
import type { TranscodeResult } from '../transcode/transcode.ts';

const VERBS = {
  transcoded: 'transcoded',
  adapted: 'transcoded, adapted',
  'pass-through': 'passed through unchanged',
} as const;

export function explainOutcome({
  outcome,
  because,
  package: pkg,
  extents,
  reused,
}: TranscodeResult): string {
  const what = pkg === undefined ? 'input' : displayText(formatNevra(pkg.nevra));
  const parts = [`${what}: ${VERBS[outcome]}`];
  if (outcome !== 'pass-through') {
    parts.push(` (${count(pkg!.fileList.files.length, 'file')}, ${count(extents, 'extent')}`);
    if (reused.contents > 0) parts.push(`, ${reused.contents} of them cloned from neighbours`);
    parts.push(')');
  }
  const why = because.map(({ rule, message }) => `${message} [${rule}]`).join('; ');
  if (why !== '') parts.push(`: ${why}`);
  return parts.join('');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

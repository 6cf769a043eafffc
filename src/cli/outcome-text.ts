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
}: TranscodeResult): string {
  const what = pkg === undefined ? 'input' : displayText(formatNevra(pkg.nevra));
  const size =
    outcome === 'pass-through'
      ? ''
      : ` (${count(pkg!.fileList.files.length, 'file')}, ${count(extents, 'extent')})`;
  const why = because.map(({ rule, message }) => `${message} [${rule}]`).join('; ');
  return `${what}: ${VERBS[outcome]}${size}${why === '' ? '' : `: ${why}`}`;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

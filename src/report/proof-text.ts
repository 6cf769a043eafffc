/** The results of verify, as text for people. Pure: records in, text out. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { Proof, ProofResult } from '../transcode/prove.ts';
import { shownPath } from './shown-path.ts';

export function proofText(proof: Proof): string {
  const { path, proven, nevra, files, extents, blockSize, size, against, findings, unchecked } =
    proof;
  const lines = [
    `${shownPath(path)}: ${proven ? 'proven' : 'NOT PROVEN'}`,
    `  ${displayText(nevra)}: ${files} files, ${extents} contents at multiples of ${blockSize} bytes, ${size} bytes in all`,
  ];
  if (proven) {
    lines.push('  every file of the header is there, with the digest the header has for it');
    if (against !== null)
      lines.push(`  headers and contents are those of ${shownPath(against)}, byte for byte`);
  }
  for (const { rule, message } of findings) lines.push(`  ${message} [${rule}]`);
  for (const { message } of unchecked)
    lines.push(`  note: not checked when it was made: ${message}`);
  return `${lines.join('\n')}\n`;
}

/** Files by what came of them. */
export interface ProofTally {
  files: number;
  proven: number;
  notProven: number;
  unreadable: number;
}

export function emptyProofTally(): ProofTally {
  return { files: 0, proven: 0, notProven: 0, unreadable: 0 };
}

export function addToProofTally(tally: ProofTally, result: ProofResult): void {
  tally.files++;
  if (result.kind === 'unreadable') tally.unreadable++;
  else if (result.record.proven) tally.proven++;
  else tally.notProven++;
}

/** `3 files: 2 proven, 1 NOT PROVEN`, and a newline. */
export function proofSummaryText({ files, proven, notProven, unreadable }: ProofTally): string {
  const parts = [`${proven} proven`];
  if (notProven > 0) parts.push(`${notProven} NOT PROVEN`);
  if (unreadable > 0) parts.push(`${unreadable} not read as extents files`);
  return `${files} files: ${parts.join(', ')}\n`;
}

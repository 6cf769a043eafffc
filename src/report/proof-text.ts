/** The result of verify, as text for people. Pure: a record in, text out. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { Reason } from '../package/reason.ts';

/** What verify found about one extents file. */
export interface Proof {
  readonly path: string;
  readonly proven: boolean;
  readonly nevra: string;
  /** Files in the package header. */
  readonly files: number;
  /** Distinct contents. */
  readonly extents: number;
  /** Bytes that all contents are aligned to. */
  readonly blockSize: number;
  /** Bytes of the extents file. */
  readonly size: number;
  /** The original it was compared with. */
  readonly against: string | null;
  readonly findings: readonly Reason[];
  /** Signatures that nobody has checked. */
  readonly unchecked: readonly Reason[];
}

export function proofText(proof: Proof): string {
  const { path, proven, nevra, files, extents, blockSize, size, against, findings, unchecked } =
    proof;
  const lines = [
    `${path}: ${proven ? 'proven' : 'NOT PROVEN'}`,
    `  ${displayText(nevra)}: ${files} files, ${extents} contents at multiples of ${blockSize} bytes, ${size} bytes in all`,
  ];
  if (proven) {
    lines.push('  every file of the header is there, with the digest the header has for it');
    if (against !== null)
      lines.push(`  headers and contents are those of ${against}, byte for byte`);
  }
  for (const { rule, message } of findings) lines.push(`  ${message} [${rule}]`);
  for (const { message } of unchecked)
    lines.push(`  note: not checked when it was made: ${message}`);
  return `${lines.join('\n')}\n`;
}

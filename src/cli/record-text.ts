/** What became of packages among many: a line for people, a record for programs, a summary. */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { TranscodeRecord, WrittenRecord } from '../transcode/task.ts';

const MIB = 1024 * 1024;

/** `a/hello.rpm: adapted: why [rule]`, and a newline. */
export function recordLine({ path, outcome, because }: WrittenRecord): string {
  const why = because.map(({ rule, message }) => `${message} [${rule}]`);
  const name = displayText(Buffer.from(path).toString('latin1'));
  return `${name}: ${outcome}${why.length === 0 ? '' : `: ${why.join('; ')}`}\n`;
}

/** One line of JSON: the record, of its reasons the rules, each once. */
export function recordJson(record: TranscodeRecord): string {
  const { path, output, outcome, because, size, sha256 } = record;
  const rules = [...new Set(because.map(({ rule }) => rule))];
  const error = outcome === 'refused' ? { error: record.error } : {};
  return `${JSON.stringify({ path, output, outcome, because: rules, size, sha256, ...error })}\n`;
}

/** What records add up to. */
export interface Tally {
  packages: number;
  /** Bytes of the packages and of their results. */
  bytesIn: number;
  bytesOut: number;
  /** Whether one of them met a bug of ours. */
  bug: boolean;
  readonly outcomes: Record<TranscodeRecord['outcome'], number>;
}

export function emptyTally(): Tally {
  const outcomes = { transcoded: 0, adapted: 0, 'pass-through': 0, refused: 0 };
  return { packages: 0, bytesIn: 0, bytesOut: 0, bug: false, outcomes };
}

/** @param bytes of the package that `record` is about. */
export function addToTally(tally: Tally, record: TranscodeRecord, bytes: number): void {
  tally.packages++;
  tally.bytesIn += bytes;
  tally.bytesOut += record.size ?? 0;
  tally.bug ||= record.because.some(({ rule }) => rule === 'internal-error');
  tally.outcomes[record.outcome]++;
}

/** `3 packages: 2 transcoded, 1 refused; 1.2 MiB in, 4.0 MiB out, 0.3 s`, and a newline. */
export function tallyText(tally: Tally, seconds: number): string {
  const outcomes = Object.entries(tally.outcomes)
    .filter(([, n]) => n > 0)
    .map(([outcome, n]) => `${n} ${outcome}`);
  const packages = `${tally.packages} package${tally.packages === 1 ? '' : 's'}`;
  const what = [packages, ...(outcomes.length === 0 ? [] : [outcomes.join(', ')])].join(': ');
  const mib = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;
  return `${what}; ${mib(tally.bytesIn)} in, ${mib(tally.bytesOut)} out, ${seconds.toFixed(1)} s\n`;
}

/**
 * How much a payload may decompress to.
 *
 * Policy: the header is the measure: all contents, and a longest header for each member.
 * What is within that but out of all proportion to what was downloaded is for whoever decodes unasked
 * (the transcoder) to leave alone: it is lawful, and costs a mirror nothing to send. Proportion is
 * asked about from 64 MiB on; real packages stay below forty, zeros in gzip reach a thousand.
 */
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { FileList } from '../../native-free-parsers/files.ts';

/** Members that the header does not have, as far as anybody looks at them. */
export const EXTRA_MEMBERS = 1000;
/** Bytes that are read behind the trailer. */
export const TAIL_LIMIT = 64 * 1024 * 1024;
/** Bytes of a member's header with the longest name, padding included. */
const LONGEST_HEADER = 110 + 4096 + 3 + 3;

const SMALL = 64 * 1024 * 1024;
const HIGHEST_RATIO = 500;

/** Bytes that the archive of these files may have up to its trailer. */
export function archiveLimit({ files }: FileList): number {
  const contents = files.reduce((sum, { size }) => sum + size, 0);
  return contents + (files.length + EXTRA_MEMBERS) * LONGEST_HEADER;
}

/** Whether so many bytes are out of all proportion to the compressed ones. */
export function isOutOfProportion(decompressed: number, compressed: number): boolean {
  return decompressed > SMALL && decompressed > HIGHEST_RATIO * compressed;
}

/** Bytes of content that the archive brings as the header has it: each hard-link set's once. */
export function declaredContents({ files, hardLinkSets }: FileList): number {
  const linked = new Set(hardLinkSets.flatMap((set) => set.slice(0, -1)));
  return files.reduce(
    (sum, { type, ghost, size, index }) =>
      type === 'regular' && !ghost && !linked.has(index) ? sum + size : sum,
    0,
  );
}

/** The trouble of a payload that goes on behind its limit. @param offset of the payload in the file. */
export function beyondLimit(offset: number, limit: number): FormatError {
  return new FormatError({
    code: 'OUT_OF_RANGE',
    defect: 'expansion',
    section: 'payload',
    offset,
    expected: `at most ${limit} bytes of archive, by the headers`,
    found: 'more',
  });
}

/**
 * What follows the headers in an extents file: contents, checksig block, table, csum block, footer.
 *
 * Policy: each section is read by itself, so that a broken one hides no other. Nothing is verified:
 * a record may lead anywhere and a digest may be wrong.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import {
  checksigBlockLength,
  parseChecksigBlock,
} from '../../native-free-parsers/extents/checksig-block.ts';
import { csumBlockLength, parseCsumBlock } from '../../native-free-parsers/extents/csum-block.ts';
import {
  type DigestTable,
  digestAt,
  digestTableLength,
  isSorted,
  parseDigestTable,
} from '../../native-free-parsers/extents/digest-table.ts';
import {
  FOOTER_LENGTH,
  type Footer,
  parseFooter,
} from '../../native-free-parsers/extents/footer.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { finiteOrNull, inspectPadding, readUpTo } from './inspect-bytes.ts';
import type { ProblemLog } from './inspect-problems.ts';
import { inspectedText } from './inspected-text.ts';
import type {
  ChecksigInspection,
  CsumInspection,
  ExtentInspection,
  ExtentsInspection,
  FooterInspection,
  ServedFile,
  Span,
  TableInspection,
} from './inspection.ts';

/** Bytes of the fields before the first record. */
const TABLE_HEADER = digestTableLength(0, 0);

/**
 * The sections of a file that ends with the extents magic.
 * @param headEnd where its main header ends; undefined when that cannot be told.
 * @param files of the header; empty when it cannot be read.
 */
export function inspectExtents(
  source: ByteSource,
  headEnd: number | undefined,
  files: readonly FileEntry[],
  problems: ProblemLog,
): ExtentsInspection {
  const tail = readUpTo(source, Math.max(0, source.size - FOOTER_LENGTH), FOOTER_LENGTH);
  const footer = problems.attempt(() => parseFooter(tail, source.size));
  if (footer === undefined) {
    return { contents: null, checksig: null, table: null, csum: null, padding: null, footer: null };
  }
  const contents =
    headEnd === undefined ? undefined : problems.attempt(() => contentsFrom(headEnd, footer));
  const checksig = problems.attempt(() => inspectChecksig(source, footer));
  const table = problems.attempt(() => inspectTable(source, footer, files));
  const csum = problems.attempt(() => inspectCsum(source, footer));
  return {
    contents: contents ?? null,
    checksig: checksig ?? null,
    table: table ?? null,
    csum: csum ?? null,
    padding: csum ? inspectPadding(source, csum.offset + csum.length, footer.start) : null,
    footer: inspectFooter(footer, source.size),
  };
}

/** @throws FormatError OUT_OF_RANGE for sections within the headers. */
function contentsFrom(headEnd: number, footer: Footer): Span {
  const end = footer.checksig ?? footer.table;
  if (end >= headEnd) return { offset: headEnd, length: end - headEnd };
  throw new FormatError({
    code: 'OUT_OF_RANGE',
    section: 'footer',
    offset: footer.start,
    expected: `sections behind the headers, which end at ${headEnd}`,
    found: `one at ${end}`,
  });
}

function inspectChecksig(source: ByteSource, footer: Footer): ChecksigInspection | undefined {
  if (footer.checksig === undefined) return undefined;
  const block = parseChecksigBlock(source, footer.checksig, footer.table);
  return {
    offset: footer.checksig,
    length: checksigBlockLength(block),
    rc: block.rc,
    text: inspectedText(block.text),
  };
}

function inspectTable(
  source: ByteSource,
  { table: offset, csum }: Footer,
  files: readonly FileEntry[],
): TableInspection {
  const table = parseDigestTable(source, offset, csum);
  const { count, digestLength } = table;
  const served = filesByDigest(files);
  return {
    offset,
    length: digestTableLength(count, digestLength),
    digestLength,
    sorted: isSorted(table),
    records: Array.from({ length: count }, (_, i) => inspectRecord(table, i, offset, served)),
  };
}

function inspectRecord(
  table: DigestTable,
  position: number,
  tableOffset: number,
  served: ReadonlyMap<string, ServedFile[]>,
): ExtentInspection {
  const digest = toHex(digestAt(table, position));
  const recordLength = digestTableLength(1, table.digestLength) - TABLE_HEADER;
  return {
    recordOffset: tableOffset + TABLE_HEADER + position * recordLength,
    digest,
    offset: table.offsets[position]!,
    files: served.get(digest) ?? [],
  };
}

/** The files that an install looks up in the table. */
function filesByDigest(files: readonly FileEntry[]): Map<string, ServedFile[]> {
  const served = new Map<string, ServedFile[]>();
  for (const { index, path, size, type, ghost, digest } of files) {
    if (type !== 'regular' || ghost || digest === undefined) continue;
    const file = {
      fileIndex: index,
      path: inspectedText(path),
      size: finiteOrNull(size),
    };
    const others = served.get(digest);
    if (others === undefined) served.set(digest, [file]);
    else others.push(file);
  }
  return served;
}

function inspectCsum(source: ByteSource, { csum: offset, start }: Footer): CsumInspection {
  const block = parseCsumBlock(source, offset, start);
  return {
    offset,
    length: csumBlockLength(block),
    inputLength: block.inputLength,
    digests: block.digests.map(({ name, digest }) => ({
      name: inspectedText(name),
      digest: toHex(digest),
    })),
  };
}

function inspectFooter(footer: Footer, fileSize: number): FooterInspection {
  return {
    offset: footer.start,
    length: fileSize - footer.start,
    generation: footer.checksig === undefined ? 2021 : 2022,
    checksig: footer.checksig ?? null,
    table: footer.table,
    csum: footer.csum,
  };
}

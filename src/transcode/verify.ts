/**
 * Proves an extents file: that a CoW host installs from it exactly what its header promises.
 *
 * Policy: nothing in the file is believed. What is expected comes from the package header (checked
 * against its own digests), what is found from reading every byte; table, offsets and the stored
 * verdict are claims to be tested. Reads through one buffer; the table is the only thing kept.
 * An unreadable file is a FormatError, everything else a finding.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { fromHex, toHex } from '../../native-free-parsers/bytes/hex.ts';
import {
  checksigBlockLength,
  parseChecksigBlock,
} from '../../native-free-parsers/extents/checksig-block.ts';
import {
  type CsumBlock,
  csumBlockLength,
  parseCsumBlock,
} from '../../native-free-parsers/extents/csum-block.ts';
import {
  type DigestTable,
  digestAt,
  digestTableLength,
  findOffset,
  isSorted,
  parseDigestTable,
} from '../../native-free-parsers/extents/digest-table.ts';
import {
  FOOTER_LENGTH,
  type Footer,
  parseFooter,
} from '../../native-free-parsers/extents/footer.ts';
import { SIGTAG } from '../../native-free-parsers/header/tags.ts';
import { getString } from '../../native-free-parsers/header/values.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { Breather } from '../io/breathe.ts';
import { ContentDigest } from '../io/content-digest.ts';
import { type DigestName, digestOf, isDigestName } from '../io/digests.ts';
import { readerOf } from '../io/package-input.ts';
import { readHead } from '../package/read-head.ts';
import type { Reason } from '../package/reason.ts';
import { describePackage, type RpmPackage } from '../package/rpm-package.ts';
import { judgeVerification, type Verification } from './checksig-verdict.ts';
import { type PlannedContent, planTranscode } from './plan.ts';

const PIECE = 1024 * 1024;
/** Pages are at least this large wherever rpm runs. */
const SMALLEST_BLOCK = 4096;

/** An extents file taken apart. */
export interface ExtentsFile {
  readonly source: ByteSource;
  readonly package: RpmPackage;
  readonly footer: Footer;
  readonly table: DigestTable;
  /** Undefined in files of the first generation. */
  readonly checksig: Verification | undefined;
  readonly csum: CsumBlock;
  /** Where extents end and the sections behind them begin. */
  readonly extentsEnd: number;
  /** What the plugin will look for; empty where the head alone forbids installing. */
  readonly contents: readonly PlannedContent[];
  /** Why the head alone forbids installing. */
  readonly refusals: readonly Reason[];
}

/** One content in the file. */
interface Extent {
  readonly offset: number;
  readonly size: number;
  readonly content: PlannedContent;
}

/**
 * Takes an extents file apart.
 * @throws FormatError where it is none, or its sections are unreadable.
 */
export function openExtentsFile(source: ByteSource): ExtentsFile {
  const tail = new Uint8Array(Math.min(FOOTER_LENGTH, source.size));
  source.readAt(source.size - tail.length, tail);
  const footer = parseFooter(tail, source.size);
  if (footer === undefined) {
    throw new FormatError({
      code: 'BAD_MAGIC',
      section: 'footer',
      offset: Math.max(0, source.size - 8),
      expected: 'the extents magic KWTSH100 at the end',
      found: toHex(tail.subarray(-8)) || 'an empty file',
    });
  }
  const { head } = readHead(readerOf(source));
  const pkg = describePackage(head);
  const plan = planTranscode(pkg);
  return {
    source,
    package: pkg,
    footer,
    table: parseDigestTable(source, footer.table, footer.csum),
    checksig:
      footer.checksig === undefined
        ? undefined
        : storedVerification(source, footer.checksig, footer.table),
    csum: parseCsumBlock(source, footer.csum, footer.start),
    extentsEnd: footer.checksig ?? footer.table,
    contents: plan.kind === 'transcode' ? [...plan.contents.values()] : [],
    refusals: plan.kind === 'transcode' ? [] : plan.because,
  };
}

function storedVerification(source: ByteSource, start: number, end: number): Verification {
  const { rc, text } = parseChecksigBlock(source, start, end);
  return { rc: rc === 0 ? 0 : 2, text };
}

/** Everything that is wrong with an extents file, from its bytes alone; empty when it is proven. */
export async function verifyExtents(file: ExtentsFile, breathe?: Breather): Promise<Reason[]> {
  const findings = [
    ...file.refusals,
    ...headerDigestFindings(file.package.head),
    ...tableFindings(file),
    ...checksigFindings(file),
    ...csumFindings(file),
  ];
  const { extents, missing } = locate(file);
  findings.push(...missing, ...placementFindings(file, extents));
  findings.push(...(await contentFindings(file, extents, breathe)));
  findings.push(...paddingFindings(file, extents));
  return findings;
}

function finding(rule: string, message: string): Reason {
  return { rule, message };
}

/** The header must be the one that its own digests were made for. */
function headerDigestFindings({ signature, main }: PackageHead): Reason[] {
  const claims: [DigestName, number][] = [
    ['SHA1', SIGTAG.SHA1],
    ['SHA256', SIGTAG.SHA256],
  ];
  return claims.flatMap(([name, tag]) => {
    const claimed = getString(signature, tag)?.toLowerCase();
    if (claimed === undefined) return [];
    const computed = toHex(digestOf(name, main.bytes));
    if (claimed === computed) return [];
    return [
      finding(
        'pkg-header-digest-bad',
        `the main header has the ${name} digest ${computed}, the signature header says ${claimed}`,
      ),
    ];
  });
}

function tableFindings(file: ExtentsFile): Reason[] {
  const { table, footer, package: pkg, contents, refusals } = file;
  const findings: Reason[] = [];
  if (!isSorted(table)) {
    findings.push(
      finding('cow-table-unsorted', 'the digest table is not sorted, or has a digest twice'),
    );
  }
  const { length, name } = pkg.fileList.digestAlgorithm;
  if (table.count > 0 && table.digestLength !== length) {
    findings.push(
      finding(
        'cow-table-digest-length',
        `the digest table has digests of ${table.digestLength} bytes, ${name} has ${length}`,
      ),
    );
  }
  const unused = refusals.length > 0 ? 0 : countUnused(table, contents);
  if (unused > 0) {
    findings.push(
      finding('cow-table-extra', `${unused} records of the digest table serve no file`),
    );
  }
  const end = footer.table + digestTableLength(table.count, table.digestLength);
  if (end !== footer.csum) {
    findings.push(
      finding(
        'cow-section-gap',
        `the digest table ends at ${end}, the csum block starts at ${footer.csum}`,
      ),
    );
  }
  return findings;
}

function countUnused(table: DigestTable, contents: readonly PlannedContent[]): number {
  const wanted = new Set(contents.flatMap(({ keys }) => keys));
  let unused = 0;
  for (let i = 0; i < table.count; i++) if (!wanted.has(toHex(digestAt(table, i)))) unused++;
  return unused;
}

function checksigFindings({ checksig, footer }: ExtentsFile): Reason[] {
  if (checksig === undefined) return [];
  const { refusals, unchecked } = judgeVerification(checksig);
  const findings = refusals.map(({ message }) =>
    finding('cow-stored-verdict', `stored verification: ${message}`),
  );
  const end = footer.checksig! + checksigBlockLength(checksig);
  if (end !== footer.table) {
    findings.push(
      finding(
        'cow-section-gap',
        `the checksig block ends at ${end}, the digest table starts at ${footer.table}`,
      ),
    );
  }
  if ((checksig.rc === 0) !== (refusals.length + unchecked.length === 0)) {
    findings.push(
      finding('cow-stored-verdict', `the stored result ${checksig.rc} contradicts the stored text`),
    );
  }
  return findings;
}

/** Signatures that the transcoder could not check: true, and worth knowing. */
export function uncheckedSignatures({ checksig }: ExtentsFile): readonly Reason[] {
  return checksig === undefined ? [] : judgeVerification(checksig).unchecked;
}

function csumFindings({ csum }: ExtentsFile): Reason[] {
  return csum.digests.flatMap(({ name, digest }) => {
    if (isDigestName(name) && digestOf(name, new Uint8Array()).length !== digest.length) {
      return [finding('cow-csum', `the ${name} digest of the input has ${digest.length} bytes`)];
    }
    return [];
  });
}

/** Where the plugin will read each content from. */
function locate({ contents, table }: ExtentsFile): { extents: Extent[]; missing: Reason[] } {
  const extents: Extent[] = [];
  const missing: Reason[] = [];
  for (const content of contents) {
    const { file, keys } = content;
    for (const key of keys) {
      const offset = findOffset(table, fromHex(key)!);
      if (offset !== undefined) extents.push({ offset, size: file.size, content });
      else if (file.size > 0) {
        missing.push(
          finding(
            'cow-content-missing',
            `${displayText(file.path)}: ${key} is not in the digest table`,
          ),
        );
      }
    }
  }
  return { extents, missing };
}

/** Extents must lie between the headers and the checksig block, on whole blocks, clear of each other. */
function placementFindings(
  { extentsEnd, package: pkg, source }: ExtentsFile,
  extents: readonly Extent[],
): Reason[] {
  const findings: Reason[] = [];
  const sorted = extents.toSorted((a, b) => a.offset - b.offset || a.size - b.size);
  let last: Extent | undefined;
  let end = 0;
  for (const extent of sorted) {
    const path = displayText(extent.content.file.path);
    if (extent.offset < pkg.payloadOffset || extent.offset + extent.size > extentsEnd) {
      findings.push(
        finding(
          'cow-extent-range',
          `${path} at ${extent.offset} + ${extent.size} is not between ${pkg.payloadOffset} and ${extentsEnd}`,
        ),
      );
    }
    if (extent.offset % SMALLEST_BLOCK !== 0) {
      findings.push(finding('cow-extent-alignment', `${path} at ${extent.offset} is on no block`));
    }
    if (last !== undefined && extent.offset < last.offset + last.size && !isSame(extent, last)) {
      findings.push(
        finding('cow-extent-overlap', `${path} overlaps ${displayText(last.content.file.path)}`),
      );
    }
    last = extent;
    end = Math.max(end, extent.offset + extent.size);
  }
  if (Math.ceil(end / SMALLEST_BLOCK) * SMALLEST_BLOCK > source.size) {
    findings.push(finding('cow-extent-range', 'the last block reaches past the end of the file'));
  }
  return findings;
}

function isSame(a: Extent, b: Extent): boolean {
  return a.offset === b.offset && a.size === b.size;
}

/** The largest power of two that all extents are aligned to; no more than what reflinks need. */
export function blockSizeOf({ table }: ExtentsFile): number {
  let blockSize = 64 * 1024;
  for (const offset of table.offsets) while (offset % blockSize !== 0) blockSize /= 2;
  return Math.max(blockSize, SMALLEST_BLOCK);
}

async function contentFindings(
  { source, package: pkg, extentsEnd }: ExtentsFile,
  extents: readonly Extent[],
  breathe?: Breather,
): Promise<Reason[]> {
  const { name } = pkg.fileList.digestAlgorithm;
  if (!isDigestName(name)) {
    return [finding('digest-algo-unknown', `file digests in ${name} cannot be computed here`)];
  }
  const findings: Reason[] = [];
  const digest = new ContentDigest(name);
  const piece = new Uint8Array(PIECE);
  const computed = new Map<string, string>();
  for (const { offset, size, content } of extents) {
    if (offset + size > extentsEnd) continue;
    const place = `${offset}+${size}`;
    let found = computed.get(place);
    if (found === undefined) {
      digest.begin(size);
      for (let at = 0; at < size; at += PIECE) {
        const part = piece.subarray(0, Math.min(PIECE, size - at));
        digest.update(part.subarray(0, source.readAt(offset + at, part)));
        const pause = breathe?.();
        if (pause !== undefined) await pause;
      }
      found = toHex(digest.finish());
      computed.set(place, found);
    }
    const { file } = content;
    const isOldEmptyFile = size === 0 && name === 'MD5' && /^0*$/.test(file.digest!);
    if (found !== file.digest && !isOldEmptyFile) {
      findings.push(
        finding(
          'cow-content-mismatch',
          `${displayText(file.path)}: the bytes at ${offset} have the ${name} digest ${found}, the header says ${file.digest}`,
        ),
      );
    }
  }
  return findings;
}

/** Between the headers, between extents and before the footer there is nothing but zeros. */
function paddingFindings(file: ExtentsFile, extents: readonly Extent[]): Reason[] {
  const { package: pkg, extentsEnd, footer, csum, source } = file;
  const { signature, main } = pkg.head;
  const gaps: [start: number, end: number][] = [
    [signature.offset + signature.bytes.length, main.offset],
  ];
  let end = pkg.payloadOffset;
  for (const { offset, size } of extents.toSorted((a, b) => a.offset - b.offset)) {
    if (offset > end) gaps.push([end, Math.min(offset, extentsEnd)]);
    end = Math.max(end, offset + size);
  }
  gaps.push([Math.min(end, extentsEnd), extentsEnd]);
  gaps.push([footer.csum + csumBlockLength(csum), footer.start]);
  const dirty = gaps.find(([start, stop]) => !isZero(source, start, stop));
  if (dirty === undefined) return [];
  return [
    finding('cow-padding-nonzero', `the padding from ${dirty[0]} to ${dirty[1]} is not zero`),
  ];
}

function isZero(source: ByteSource, start: number, end: number): boolean {
  const piece = new Uint8Array(Math.min(PIECE, Math.max(0, end - start)));
  for (let at = start; at < end; at += piece.length) {
    const part = piece.subarray(0, Math.min(piece.length, end - at));
    source.readAt(at, part);
    if (part.some((byte) => byte !== 0)) return false;
  }
  return true;
}

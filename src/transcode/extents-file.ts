/**
 * An extents file taken apart, with what its package header makes one expect of it.
 *
 * Policy: what the file claims is only read here; whether it is true is for verify.ts.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { fromHex, toHex } from '../../native-free-parsers/bytes/hex.ts';
import { parseChecksigBlock } from '../../native-free-parsers/extents/checksig-block.ts';
import { type CsumBlock, parseCsumBlock } from '../../native-free-parsers/extents/csum-block.ts';
import {
  type DigestTable,
  findRecord,
  parseDigestTable,
} from '../../native-free-parsers/extents/digest-table.ts';
import {
  FOOTER_LENGTH,
  type Footer,
  parseFooter,
} from '../../native-free-parsers/extents/footer.ts';
import { readerOf } from '../io/package-input.ts';
import { readHead } from '../package/read-head.ts';
import type { Reason } from '../package/reason.ts';
import { describePackage, type RpmPackage } from '../package/rpm-package.ts';
import type { Verification } from '../package/verification.ts';
import { judgeVerification } from './checksig-verdict.ts';
import { type PlannedContent, planTranscode } from './plan.ts';

/** Pages are at least this large wherever rpm runs. */
export const SMALLEST_BLOCK = 4096;

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

/** One content where the file has it. */
export interface Extent {
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

/**
 * Where the plugin will read each content from, the keys that the table does not have, and how many
 * of its records are needed.
 */
export function locate({ contents, table }: ExtentsFile): {
  extents: Extent[];
  missing: { readonly content: PlannedContent; readonly key: string }[];
  needed: number;
} {
  const needed = new Set<number>();
  const extents: Extent[] = [];
  const missing: { content: PlannedContent; key: string }[] = [];
  for (const content of contents) {
    const { size } = content.file;
    for (const key of content.keys) {
      const record = findRecord(table, fromHex(key)!);
      if (record !== undefined) {
        extents.push({ offset: table.offsets[record]!, size, content });
        needed.add(record);
      } else if (size > 0) missing.push({ content, key });
    }
  }
  return { extents, missing, needed: needed.size };
}

/** Signatures that the transcoder could not check: true, and worth knowing. */
export function uncheckedSignatures({ checksig }: ExtentsFile): readonly Reason[] {
  return checksig === undefined ? [] : judgeVerification(checksig).unchecked;
}

/** The largest power of two that all extents are aligned to; no more than what reflinks need. */
export function blockSizeOf({ table }: ExtentsFile): number {
  let blockSize = 64 * 1024;
  for (const offset of table.offsets) while (offset % blockSize !== 0) blockSize /= 2;
  return Math.max(blockSize, SMALLEST_BLOCK);
}

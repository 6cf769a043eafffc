/**
 * An extents file in its parts, to change one and put it together again.
 * Policy: nothing is checked and nothing repaired but the footer's offsets, so that every other
 * inconsistency stays for verify to find.
 */
import {
  checksigBlockLength,
  encodeChecksigBlock,
} from '../../native-free-parsers/extents/checksig-block.ts';
import { type CsumBlock, encodeCsumBlock } from '../../native-free-parsers/extents/csum-block.ts';
import { digestAt, encodeDigestTable } from '../../native-free-parsers/extents/digest-table.ts';
import { finalPadding } from '../../native-free-parsers/extents/final-padding.ts';
import { encodeFooter } from '../../native-free-parsers/extents/footer.ts';
import { openExtentsFile } from '../../src/transcode/extents-file.ts';
import { bytesSource } from '../support/bytes-source.ts';

export interface TableRecord {
  readonly digest: Uint8Array;
  readonly offset: number;
}

export interface ExtentsParts {
  /** Headers and extents. */
  readonly body: Uint8Array;
  /** Undefined for the first generation, whose footer has 24 bytes. */
  readonly checksig: { readonly rc: number; readonly text: string } | undefined;
  readonly records: readonly TableRecord[];
  readonly csum: CsumBlock;
  readonly padding: Uint8Array;
}

export function takeApart(bytes: Uint8Array): ExtentsParts {
  const { table, checksig, csum, extentsEnd } = openExtentsFile(bytesSource(bytes));
  return {
    body: bytes.slice(0, extentsEnd),
    checksig,
    records: Array.from(table.offsets, (offset, i) => ({ digest: digestAt(table, i), offset })),
    csum,
    padding: new Uint8Array(finalPadding(extentsEnd, checksigBlockLength(checksig!), 4096)),
  };
}

export function putTogether({ body, checksig, records, csum, padding }: ExtentsParts): Uint8Array {
  const verdict = checksig === undefined ? new Uint8Array() : encodeChecksigBlock(checksig);
  const digestLength = records[0]?.digest.length ?? 0;
  const table = encodeDigestTable({
    count: records.length,
    digestLength,
    digests: Buffer.concat(records.map(({ digest }) => digest)),
    offsets: Float64Array.from(records, ({ offset }) => offset),
  });
  const tableAt = body.length + verdict.length;
  const footer = encodeFooter({
    checksig: checksig === undefined ? undefined : body.length,
    table: tableAt,
    csum: tableAt + table.length,
  });
  return Buffer.concat([body, verdict, table, encodeCsumBlock(csum), padding, footer]);
}

/**
 * The sections behind the extents: checksig block, digest table, csum block, padding, footer.
 * Source: EXTENTS-FORMAT, sections V to EOF.
 */
import { fromHex } from '../../native-free-parsers/bytes/hex.ts';
import {
  checksigBlockLength,
  encodeChecksigBlock,
} from '../../native-free-parsers/extents/checksig-block.ts';
import { type CsumBlock, encodeCsumBlock } from '../../native-free-parsers/extents/csum-block.ts';
import {
  type DigestTable,
  encodeDigestTable,
} from '../../native-free-parsers/extents/digest-table.ts';
import { finalPadding } from '../../native-free-parsers/extents/final-padding.ts';
import { encodeFooter } from '../../native-free-parsers/extents/footer.ts';
import type { AlignedWriter } from '../io/aligned-writer.ts';
import type { Verification } from '../package/verification.ts';

export interface Tail {
  readonly verification: Verification;
  /** Hex digest to absolute offset. */
  readonly offsets: ReadonlyMap<string, number>;
  /** Bytes of a file digest; 0 for a package without files. */
  readonly digestLength: number;
  readonly csum: CsumBlock;
  readonly blockSize: number;
}

/** Writes them where the writer stands and flushes it. */
export function writeTail(writer: AlignedWriter, tail: Tail): void {
  const checksig = writer.position;
  const block = encodeChecksigBlock(tail.verification);
  writer.write(block);
  const table = writer.position;
  writer.write(encodeDigestTable(tableOf(tail)));
  const csum = writer.position;
  writer.write(encodeCsumBlock(tail.csum));
  const padding = finalPadding(checksig, checksigBlockLength(tail.verification), tail.blockSize);
  writer.write(new Uint8Array(padding));
  writer.write(encodeFooter({ checksig, table, csum }));
  writer.flush();
}

/** Sorted by digest; hexadecimal sorts as its bytes do. */
function tableOf({ offsets, digestLength }: Tail): DigestTable {
  const sorted = [...offsets].sort(([a], [b]) => (a < b ? -1 : 1));
  const digests = new Uint8Array(sorted.length * digestLength);
  for (const [i, [key]] of sorted.entries()) digests.set(fromHex(key)!, i * digestLength);
  return {
    count: sorted.length,
    digestLength,
    digests,
    offsets: Float64Array.from(sorted, ([, offset]) => offset),
  };
}

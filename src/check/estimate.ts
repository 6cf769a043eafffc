/**
 * How large the extents file of a package will be, from its head alone.
 *
 * Policy: lays contents out as the transcoder does, in the header's order, which is the archive's in
 * all but very odd packages. Only the text of the stored verification is not known before; it moves
 * the end by one block at most.
 */
import { csumBlockLength } from '../../native-free-parsers/extents/csum-block.ts';
import { digestTableLength } from '../../native-free-parsers/extents/digest-table.ts';
import { finalPadding } from '../../native-free-parsers/extents/final-padding.ts';
import { FOOTER_LENGTH } from '../../native-free-parsers/extents/footer.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { type PlannedContent, planTranscode } from '../transcode/plan.ts';
import type { BlockEstimate, Estimate } from './check-record.ts';

/** The page sizes of the hosts that rpm runs on. */
export const BLOCK_SIZES = [4096, 16384, 65536] as const;
/** The checksig block of a package with three digests and a signature. */
const CHECKSIG_LENGTH = 160;
const CSUM_LENGTH = csumBlockLength({
  inputLength: 0,
  digests: [{ name: 'SHA256', digest: new Uint8Array(32) }],
});

/** Undefined where the package has no extents file: the original comes out. */
export function estimate(pkg: RpmPackage, packageSize: number): Estimate | undefined {
  const plan = planTranscode(pkg);
  if (plan.kind === 'pass-through') return undefined;
  const stored = storedOnce([...plan.contents.values()]);
  const { files, digestAlgorithm } = pkg.fileList;
  const table = digestTableLength(stored.keys, files.length === 0 ? 0 : digestAlgorithm.length);
  const perBlockSize = BLOCK_SIZES.map((blockSize): BlockEstimate => {
    const { end, padding } = layOut(pkg.payloadOffset, stored.sizes, blockSize);
    const last = finalPadding(end, CHECKSIG_LENGTH, blockSize);
    const extentsSize = end + CHECKSIG_LENGTH + table + CSUM_LENGTH + last + FOOTER_LENGTH;
    return {
      blockSize,
      extentsSize,
      growth: ratio(extentsSize, packageSize),
      padding: padding + last,
    };
  });
  const { sizes, duplicates } = stored;
  return {
    ...perBlockSize[0]!,
    extents: sizes.filter((size) => size > 0).length,
    duplicates,
    perBlockSize,
  };
}

interface Stored {
  /** Bytes of each content that is written. */
  readonly sizes: readonly number[];
  readonly keys: number;
  /** Bytes of the contents that are there already. */
  readonly duplicates: number;
}

function storedOnce(contents: readonly PlannedContent[]): Stored {
  const known = new Set<string>();
  const sizes: number[] = [];
  let duplicates = 0;
  for (const { file, keys } of contents) {
    if (keys.some((key) => known.has(key))) duplicates += file.size;
    else sizes.push(file.size);
    for (const key of keys) known.add(key);
  }
  return { sizes, keys: known.size, duplicates };
}

/** Where the last content ends, and the bytes between contents. */
function layOut(
  start: number,
  sizes: readonly number[],
  blockSize: number,
): { readonly end: number; readonly padding: number } {
  let end = start;
  let padding = 0;
  for (const size of sizes) {
    const gap = (blockSize - (end % blockSize)) % blockSize;
    padding += gap;
    end += gap + size;
  }
  return { end, padding };
}

/** To three digits behind the point. */
function ratio(a: number, b: number): number {
  return Math.round((1000 * a) / b) / 1000;
}

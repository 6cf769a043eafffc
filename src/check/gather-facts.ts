/**
 * Everything that rules and predictions want to know of one file.
 *
 * Policy: the head first; the payload only when asked for and when rpm would get that far. Each
 * byte of the file is read once or, where something is wrong, twice. Memory does not grow with the
 * contents.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { FOOTER_LENGTH, hasExtentsMagic } from '../../native-free-parsers/extents/footer.ts';
import { readerOf } from '../io/package-input.ts';
import type { PackageFacts } from '../package/facts/facts.ts';
import { gatherHead } from '../package/facts/gather-head.ts';

export interface GatherOptions {
  /** False: nothing behind the head but the file's last bytes is read. */
  readonly payload: boolean;
}

export async function gatherFacts(
  source: ByteSource,
  _options: GatherOptions,
): Promise<PackageFacts> {
  const head = gatherHead(readerOf(source));
  const extents = endsAsExtents(source) ? { proof: undefined } : undefined;
  return { size: source.size, ...head, extents, payload: undefined };
}

function endsAsExtents(source: ByteSource): boolean {
  const tail = new Uint8Array(Math.min(FOOTER_LENGTH, source.size));
  source.readAt(source.size - tail.length, tail);
  return hasExtentsMagic(tail);
}

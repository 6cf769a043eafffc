/**
 * Whether what rpm got of an archive is the archive that the builder wrote.
 *
 * Policy: a payload that is read with the wrong codec, stops after the first of several streams or
 * is cut off breaks the archive in it as well. The rules about the archive stay silent then: the
 * defect has a rule of its own.
 */
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import type { StreamFacts } from '../../package/facts/facts.ts';
import type { FactsFor } from '../rule.ts';

type Facts = FactsFor['payload'];

/** How the payload is compressed, where rpm takes it for something else and cannot read it. */
export function misreadCompression({ pkg, payload }: Facts): Compressor | undefined {
  const { sniffed } = payload;
  if (payload.archive === undefined || sniffed === undefined) return undefined;
  return canRead(pkg.compressor, sniffed) ? undefined : sniffed;
}

/** zlib passes on what is not gzip; liblzma knows both of its formats. */
function canRead(reader: Compressor, format: Compressor): boolean {
  if (reader === format) return true;
  if (reader === 'gzip') return format === 'none';
  return LZMA.has(reader) && LZMA.has(format);
}

const LZMA: ReadonlySet<Compressor> = new Set(['xz', 'lzma']);

/** A stream with the rest of the archive, behind the only one that rpm reads. */
export function unreadStream({ payload }: Facts): StreamFacts | undefined {
  const { archive, streams, streamsEnd } = payload;
  if (archive === undefined || archive.complete || streamsEnd === undefined) return undefined;
  const last = streams.at(-1)!;
  return last.offset >= streamsEnd ? last : undefined;
}

/** Bytes of a member header of a stripped archive: less than that is no archive. */
const SHORTEST_MEMBER = 14;

/** Whether compressed data ends before its end, or there is none at all. */
export function isCutOff({ payload }: Facts): boolean {
  const { decoding, length, streams } = payload;
  if (decoding.kind === 'corrupt') return decoding.problem.code === 'TRUNCATED';
  if (decoding.kind !== 'decoded' || decoding.ended === 'stream-end') return false;
  return length < SHORTEST_MEMBER || streams.length > 0;
}

/** Whether what is wrong with the archive is wrong with the archive itself. */
export function isAsWritten(facts: Facts): boolean {
  return (
    facts.payload.decoding.kind === 'decoded' &&
    misreadCompression(facts) === undefined &&
    unreadStream(facts) === undefined &&
    !isCutOff(facts)
  );
}

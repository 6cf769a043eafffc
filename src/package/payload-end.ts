/**
 * Whether what rpm got of an archive is the archive that the builder wrote.
 *
 * Policy: a payload that is read with the wrong codec, stops after the first of several streams, does
 * not decode or is cut off breaks the archive in it as well. That defect has a rule of its own: the
 * rules about the archive stay silent then, and predictions name it in their place.
 */
import type { Compressor } from '../../native-free-parsers/payload/compressor.ts';
import { hasUnknownCompressor } from './compressor-name.ts';
import type { PayloadFacts, StreamFacts } from './facts/facts.ts';
import type { RpmPackage } from './rpm-package.ts';
import { troubleRule } from './trouble-rule.ts';

/** Of a package whose payload was read. */
interface Facts {
  readonly pkg: RpmPackage;
  readonly payload: PayloadFacts;
}

/** The rule that the payload breaks before its archive does, if it does. */
export function payloadDefect(facts: Facts): string | undefined {
  const { archive, decoding } = facts.payload;
  if (archive === undefined) return undefined;
  if (misreadCompression(facts) !== undefined) {
    const isUnknown = hasUnknownCompressor(facts.pkg);
    return isUnknown ? 'payload-compressor-unsupported' : 'payload-compressor-mismatch';
  }
  if (archive.complete) return undefined;
  if (unreadStream(facts) !== undefined) return 'payload-multi-stream';
  if (isCutOff(facts)) return 'payload-truncated';
  return decoding.kind === 'corrupt' ? troubleRule(decoding.problem) : undefined;
}

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

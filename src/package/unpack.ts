/**
 * Decodes a payload into an archive reader, as far as rpm reads it.
 *
 * Policy: no further than the headers account for (payload-bounds.ts).
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { Breather } from '../io/breathe.ts';
import { type ChunkSink, decodePayload } from '../io/decode/decode-payload.ts';
import type { ArchiveReader } from './archive-reader.ts';
import { archiveLimit, beyondLimit } from './payload-bounds.ts';
import type { RpmPackage } from './rpm-package.ts';

export interface UnpackOptions {
  /** Decode without the system's libraries. */
  readonly nativeFree: boolean;
  readonly breathe?: Breather;
}

/**
 * Unpacks the payload and returns by which route it was decoded. rpm does not look at the payload
 * of a package without files; neither does this.
 * @throws FormatError for what rpm refuses; MissingCodecError; what the payload's reader throws.
 */
export async function unpack(
  pkg: RpmPackage,
  payload: ByteReader,
  archive: ArchiveReader,
  { nativeFree, breathe }: UnpackOptions,
): Promise<string | undefined> {
  if (pkg.fileList.files.length === 0) return undefined;
  const { route } = await decodePayload({
    compressor: pkg.compressor,
    input: payload,
    payloadOffset: pkg.payloadOffset,
    sink: boundedSink(pkg, (chunk) => archive.push(chunk)),
    nativeFree,
    ...(pkg.archiveSize === undefined ? {} : { declaredSize: pkg.archiveSize }),
    ...(breathe === undefined ? {} : { breathe }),
  });
  archive.finish();
  return route;
}

/**
 * The same sink, which throws FormatError where an archive that it wants more of has become more than
 * the headers account for.
 */
export function boundedSink(pkg: RpmPackage, sink: ChunkSink): ChunkSink {
  const limit = archiveLimit(pkg.fileList);
  let bytes = 0;
  return (chunk) => {
    const answer = sink(chunk);
    bytes += chunk.length;
    if (answer === 'more' && bytes > limit) throw beyondLimit(pkg.payloadOffset, limit);
    return answer;
  };
}

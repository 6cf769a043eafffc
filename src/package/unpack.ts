/** Decodes a payload into an archive reader, as far as rpm reads it. */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { Breather } from '../io/breathe.ts';
import { decodePayload } from '../io/decode/decode-payload.ts';
import type { ArchiveReader } from './archive-reader.ts';
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
    sink: (chunk) => archive.push(chunk),
    nativeFree,
    ...(pkg.archiveSize === undefined ? {} : { declaredSize: pkg.archiveSize }),
    ...(breathe === undefined ? {} : { breathe }),
  });
  archive.finish();
  return route;
}

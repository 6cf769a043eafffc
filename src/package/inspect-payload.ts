/**
 * The payload: which compression it is said to have and has, its frames, and the archive in it.
 *
 * Policy: decompressed as a stream with what rpm would use, right or wrong. What does not decode
 * or parse is reported with all that came before it; what fails behind the archive's trailer is
 * nothing to rpm and nothing here.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { getString } from '../../native-free-parsers/header/values.ts';
import { sniffCompressor } from '../../native-free-parsers/payload/compressor.ts';
import { makeBreather } from '../io/breathe.ts';
import { decodePayload } from '../io/decode/decode-payload.ts';
import { MissingCodecError } from '../io/decode/missing-codec-error.ts';
import { readerOf } from '../io/package-input.ts';
import { ArchiveInspector } from './inspect-archive.ts';
import { readUpTo } from './inspect-bytes.ts';
import { inspectFrames } from './inspect-frames.ts';
import type { ProblemLog } from './inspect-problems.ts';
import { inspectedText } from './inspected-text.ts';
import type { ArchiveInspection, PayloadInspection } from './inspection.ts';
import type { RpmPackage } from './rpm-package.ts';
import { boundedSink } from './unpack.ts';

const SNIFFED = 16;

/**
 * The payload from `offset` to the end of the source. Without a package (its head is unreadable)
 * it is looked at from outside only.
 */
export async function inspectPayload(
  source: ByteSource,
  offset: number,
  pkg: RpmPackage | undefined,
  problems: ProblemLog,
): Promise<PayloadInspection> {
  const sniffed = sniffCompressor(readUpTo(source, offset, SNIFFED));
  return {
    offset,
    length: source.size - offset,
    format: tagText(pkg, TAG.PAYLOADFORMAT),
    compressorTag: tagText(pkg, TAG.PAYLOADCOMPRESSOR),
    flags: tagText(pkg, TAG.PAYLOADFLAGS),
    compressor: pkg?.compressor ?? null,
    sniffed: sniffed ?? null,
    declaredSize: pkg?.archiveSize ?? null,
    frames: inspectFrames(source, offset, sniffed),
    archive: pkg === undefined ? null : await inspectArchive(source, pkg, problems),
  };
}

function tagText(pkg: RpmPackage | undefined, tag: number): string | null {
  const value = pkg && getString(pkg.head.main, tag);
  return value === undefined ? null : inspectedText(value);
}

async function inspectArchive(
  source: ByteSource,
  pkg: RpmPackage,
  problems: ProblemLog,
): Promise<ArchiveInspection | null> {
  const { payloadOffset, payloadFormat, compressor, archiveSize, fileList } = pkg;
  if (payloadFormat !== undefined && payloadFormat !== 'cpio') {
    problems.add({
      code: 'UNSUPPORTED',
      section: 'payload',
      offset: payloadOffset,
      expected: 'a cpio archive',
      found: `payload format "${displayText(payloadFormat)}"`,
    });
    return null;
  }
  // rpm does not read the payload of a package without files: there may be none.
  if (fileList.files.length === 0 && payloadOffset === source.size) return null;

  const inspector = new ArchiveInspector(fileList);
  let decoder: string | null = null;
  try {
    const summary = await decodePayload({
      compressor,
      input: readerOf(source, payloadOffset),
      payloadOffset,
      sink: boundedSink(pkg, (chunk) => inspector.push(chunk)),
      ...(archiveSize === undefined ? {} : { declaredSize: archiveSize }),
      breathe: makeBreather(),
    });
    decoder = summary.route;
    inspector.finish();
  } catch (error) {
    if (error instanceof MissingCodecError) {
      problems.add({
        code: 'UNSUPPORTED',
        section: 'payload',
        offset: payloadOffset,
        expected: `a decoder for ${error.compressor}`,
        found: error.message,
      });
    } else if (!(error instanceof FormatError)) {
      throw error;
    } else if (!inspector.complete) {
      problems.add(error.problem);
    }
  }
  return inspector.result(decoder);
}

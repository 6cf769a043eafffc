/**
 * Leaves packages alone whose contents are out of all proportion to what was downloaded.
 *
 * Policy: by the header where the size of the input is known, before anything is decoded; else by
 * what has come so far, which is stricter with a package that starts with its zeros.
 */
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { PackageInput } from '../io/package-input.ts';
import type { ContentSink } from '../package/archive-reader.ts';
import { declaredContents, isOutOfProportion } from '../package/payload-bounds.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { PassThrough } from './pass-through.ts';

/** @throws PassThrough where the header declares too much for an input of this size. */
export function requireProportion({ fileList, payloadOffset }: RpmPackage, size: number): void {
  const compressed = size - payloadOffset;
  const declared = declaredContents(fileList);
  if (isOutOfProportion(declared, compressed)) throw outOfProportion(declared, compressed);
}

/** The same sink, which throws PassThrough once too much has come out of what was read of `input`. */
export function inProportion(
  sink: ContentSink,
  { stream }: PackageInput,
  { payloadOffset }: RpmPackage,
): ContentSink {
  let decompressed = 0;
  return {
    begin: (file: FileEntry) => sink.begin(file),
    content(bytes) {
      decompressed += bytes.length;
      const compressed = stream.length - payloadOffset;
      if (isOutOfProportion(decompressed, compressed)) {
        throw outOfProportion(decompressed, compressed);
      }
      sink.content(bytes);
    },
    end: () => sink.end(),
  };
}

function outOfProportion(decompressed: number, compressed: number): PassThrough {
  return new PassThrough({
    rule: 'payload-ratio',
    message: `${compressed} bytes of payload become ${decompressed} or more`,
  });
}

/** The name in PAYLOADCOMPRESSOR. */
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { getString } from '../../native-free-parsers/header/values.ts';
import type { RpmPackage } from './rpm-package.ts';

/** Undefined where the header has none. */
export function compressorName({ head }: RpmPackage): string | undefined {
  return getString(head.main, TAG.PAYLOADCOMPRESSOR);
}

/** Whether rpm does not know the name, and so reads the payload as it is. */
export function hasUnknownCompressor(pkg: RpmPackage): boolean {
  return compressorName(pkg) !== undefined && pkg.compressor === 'none';
}

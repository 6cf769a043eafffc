/**
 * Capabilities that are a single text and no array of texts.
 *
 * Policy: from the header alone. rpm takes FILECAPS for an array without a look at its type. With
 * one file a plain string passes the count; rpm then takes the string's bytes for an address and
 * crashes once it has unpacked the file.
 * Source: rpm 4.18 lib/rpmfi.c rpmfilesPopulate, rpmfilesFCaps; the same in 4.19.
 */
import { hasTag } from '../../native-free-parsers/header/header.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { getStringArray } from '../../native-free-parsers/header/values.ts';
import type { Reason } from './reason.ts';
import type { RpmPackage } from './rpm-package.ts';

/** Whether rpm crashes over the capabilities: those of a source package are never set. */
export function hasLooseCapabilities({ isSource, head: { main }, fileList }: RpmPackage): boolean {
  if (isSource || !hasTag(main, TAG.FILECAPS)) return false;
  if (getStringArray(main, TAG.FILECAPS) !== undefined) return false;
  return fileList.files.some(({ type, ghost }) => type === 'regular' && !ghost);
}

export function looseCapabilities(pkg: RpmPackage): Reason[] {
  if (!hasLooseCapabilities(pkg)) return [];
  return [{ rule: 'file-array-type', message: 'FILECAPS is a single string, no array' }];
}

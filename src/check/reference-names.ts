/**
 * Names of a header from an rpm database: members of the archive go by those from before a
 * relocation.
 * Source: rpm 4.18 lib/rpmfi.c rpmfilesNew, rpmfnInit, rpmfilesFindOFN.
 */
import { type Header, hasTag } from '../../native-free-parsers/header/header.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { getStringArray, getUint32s } from '../../native-free-parsers/header/values.ts';
import type { RpmPackage } from '../package/rpm-package.ts';

export type OriginalPaths =
  /** There are none. */
  | { readonly kind: 'none' }
  /** They do not go with the file list: rpm refuses the package. */
  | { readonly kind: 'broken' }
  /** In the order of the file list. */
  | { readonly kind: 'paths'; readonly paths: readonly string[] };

export function originalPaths({ head: { main }, fileList }: RpmPackage): OriginalPaths {
  if (!hasTag(main, TAG.ORIGBASENAMES)) return { kind: 'none' };
  const paths = joined(main);
  return paths?.length === fileList.files.length ? { kind: 'paths', paths } : { kind: 'broken' };
}

function joined(main: Header): string[] | undefined {
  const names = getStringArray(main, TAG.ORIGBASENAMES);
  const directories = getStringArray(main, TAG.ORIGDIRNAMES);
  const indexes = getUint32s(main, TAG.ORIGDIRINDEXES);
  if (names === undefined || directories === undefined) return undefined;
  if (indexes?.length !== names.length) return undefined;
  if (indexes.some((index) => index >= directories.length)) return undefined;
  return names.map((name, i) => directories[indexes[i]!]! + name);
}

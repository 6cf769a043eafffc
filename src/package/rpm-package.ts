/**
 * An RPM package as its head describes it.
 *
 * Policy: everything here comes from the head alone; no payload byte is looked at. What stock rpm
 * would refuse is said by refusal.ts, not here.
 */
import { type FileList, readFileList } from '../../native-free-parsers/files.ts';
import { checkLoadable, type Header, hasTag } from '../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import {
  getString,
  getStrings,
  getUint32,
  getUint64,
} from '../../native-free-parsers/header/values.ts';
import type { Nevra } from '../../native-free-parsers/nevra.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { type Compressor, compressorOfTag } from '../../native-free-parsers/payload/compressor.ts';

export interface RpmPackage {
  readonly head: PackageHead;
  /** A part that the header lacks is empty. */
  readonly nevra: Nevra;
  readonly isSource: boolean;
  readonly fileList: FileList;
  /** Where the payload starts in the file. */
  readonly payloadOffset: number;
  readonly compressor: Compressor;
  /** PAYLOADFORMAT; absent in the oldest packages. */
  readonly payloadFormat: string | undefined;
  /** Bytes of the archive as the headers declare it, if they do. */
  readonly archiveSize: number | undefined;
}

/**
 * Makes sense of a head.
 * @throws FormatError where rpm cannot load the headers or the file list.
 */
export function describePackage(head: PackageHead): RpmPackage {
  checkLoadable(head.signature);
  checkLoadable(head.main);
  const { main } = head;
  return {
    head,
    nevra: nevraOf(main),
    isSource: isSourcePackage(main),
    fileList: readFileList(main),
    payloadOffset: head.bytes.length,
    compressor: compressorOfTag(getString(main, TAG.PAYLOADCOMPRESSOR)),
    payloadFormat: getString(main, TAG.PAYLOADFORMAT),
    archiveSize: archiveSizeOf(head),
  };
}

/** Its identity by the main header alone; a part that it lacks is empty. */
export function nevraOf(main: Header): Nevra {
  return {
    name: getString(main, TAG.NAME) ?? '',
    epoch: getUint32(main, TAG.EPOCH),
    version: getString(main, TAG.VERSION) ?? '',
    release: getString(main, TAG.RELEASE) ?? '',
    arch: getString(main, TAG.ARCH) ?? '',
  };
}

/** The tags decide, not the lead; a header with neither tag is judged by its only directory, "". */
function isSourcePackage(main: Header): boolean {
  if (hasTag(main, TAG.SOURCERPM)) return false;
  if (hasTag(main, TAG.SOURCEPACKAGE)) return true;
  const directories = getStrings(main, TAG.DIRNAMES);
  if (directories !== undefined) return directories.length === 1 && directories[0] === '';
  const first = getStrings(main, TAG.OLDFILENAMES)?.[0];
  return first !== undefined && !first.startsWith('/');
}

/** From the signature header where newer packages have it, else from the main header. */
function archiveSizeOf({ signature, main }: PackageHead): number | undefined {
  const long = getUint64(signature, SIGTAG.LONGARCHIVESIZE) ?? getUint64(main, TAG.LONGARCHIVESIZE);
  if (long !== undefined) return Number(long);
  return getUint32(signature, SIGTAG.PAYLOADSIZE) ?? getUint32(main, TAG.ARCHIVESIZE);
}

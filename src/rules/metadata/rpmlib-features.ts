/**
 * The features of rpm that a package has to require where it uses them, so that an rpm without
 * them refuses it instead of installing it wrongly.
 *
 * Policy: only what a main header shows, and only where every rpmbuild writes the requirement.
 * PayloadFilesHavePrefix and PartialHardlinkSets depend on more than the header.
 * Source: rpm 4.18 build/files.c, pack.c, parseScript.c rpmlibNeedsFeature; rpm 6.0 build/files.cc:
 * what is older than LargeFiles goes without saying in format 6, which needs that.
 */
import { fileDigestAlgorithm } from '../../../native-free-parsers/digest-algorithms.ts';
import { findEntry, type Header, hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import {
  countOf,
  entryData,
  getString,
  getStrings,
  getUint32,
} from '../../../native-free-parsers/header/values.ts';
import { isFormat6 } from './package-format.ts';

export interface UsedFeature {
  /** As rpmbuild requires it: at most this version of the capability. */
  readonly capability: string;
  readonly evr: string;
  /** The tag that uses it. */
  readonly tag: number;
}

/** Tags that may use a feature, and how to see that one does. */
interface Use {
  readonly capability: string;
  readonly evr: string;
  readonly tags: readonly number[];
  readonly isUse: (main: Header, tag: number) => boolean;
}

const INTERPRETERS = [TAG.PREINPROG, TAG.POSTINPROG, TAG.PREUNPROG, TAG.POSTUNPROG] as const;
const SCRIPT_FLAGS = [
  TAG.PREINFLAGS,
  TAG.POSTINFLAGS,
  TAG.PREUNFLAGS,
  TAG.POSTUNFLAGS,
  TAG.PRETRANSFLAGS,
  TAG.POSTTRANSFLAGS,
] as const;
/** Of dependencies: there `~` and `^` mean something. */
const VERSIONS = [
  TAG.PROVIDEVERSION,
  TAG.REQUIREVERSION,
  TAG.CONFLICTVERSION,
  TAG.OBSOLETEVERSION,
] as const;

const use = (
  name: string,
  evr: string,
  tags: readonly number[],
  isUse: Use['isUse'] = hasTag,
): Use => ({ capability: `rpmlib(${name})`, evr, tags, isUse });

const compressor = (name: string) => (main: Header, tag: number) => getString(main, tag) === name;
const holding = (byte: string) => (main: Header, tag: number) =>
  dataOf(main, tag).includes(byte.charCodeAt(0));

const USES: readonly Use[] = [
  use('CompressedFileNames', '3.0.4-1', [TAG.BASENAMES], (main, tag) =>
    isFormat6(main) ? false : hasTag(main, tag),
  ),
  use('PayloadIsBzip2', '3.0.5-1', [TAG.PAYLOADCOMPRESSOR], compressor('bzip2')),
  use('PayloadIsLzma', '4.4.6-1', [TAG.PAYLOADCOMPRESSOR], compressor('lzma')),
  use('PayloadIsXz', '5.2-1', [TAG.PAYLOADCOMPRESSOR], compressor('xz')),
  use('PayloadIsZstd', '5.4.18-1', [TAG.PAYLOADCOMPRESSOR], compressor('zstd')),
  use('ScriptletInterpreterArgs', '4.0.3-1', INTERPRETERS, (main, tag) => countOf(main, tag) > 1),
  use('BuiltinLuaScripts', '4.2.2-1', INTERPRETERS, (main, tag) =>
    (getStrings(main, tag) ?? []).includes('<lua>'),
  ),
  use('FileDigests', '4.6.0-1', [TAG.FILEDIGESTALGO], (main, tag) =>
    isFormat6(main) ? false : fileDigestAlgorithm(getUint32(main, tag)).name !== 'MD5',
  ),
  use('FileCaps', '4.6.1-1', [TAG.FILECAPS], (main, tag) =>
    dataOf(main, tag).some((byte) => byte !== 0),
  ),
  use('ScriptletExpansion', '4.9.0-1', SCRIPT_FLAGS, (main, tag) => getUint32(main, tag) !== 0),
  use('TildeInVersions', '4.10.0-1', VERSIONS, holding('~')),
  use('LargeFiles', '4.12.0-1', [TAG.LONGFILESIZES]),
  use('RichDependencies', '4.12.0-1', [TAG.REQUIRENAME, TAG.CONFLICTNAME], hasRichDependency),
  use('CaretInVersions', '4.15.0-1', VERSIONS, holding('^')),
];

/**
 * What a binary package uses, by its main header; each feature once.
 * @param leftOut capabilities that nobody asks for; most packages require all that they use.
 */
export function usedFeatures(main: Header, leftOut: ReadonlySet<string> = NONE): UsedFeature[] {
  return USES.flatMap(({ capability, evr, tags, isUse }) => {
    if (leftOut.has(capability)) return [];
    const tag = tags.find((each) => hasTag(main, each) && isUse(main, each));
    return tag === undefined ? [] : [{ capability, evr, tag }];
  });
}

const NONE: ReadonlySet<string> = new Set();

/** They start with a parenthesis. */
function hasRichDependency(main: Header, tag: number): boolean {
  const data = dataOf(main, tag);
  const parenthesis = '('.charCodeAt(0);
  for (let at = data.indexOf(parenthesis); at >= 0; at = data.indexOf(parenthesis, at + 1)) {
    if (at === 0 || data[at - 1] === 0) return true;
  }
  return false;
}

function dataOf(main: Header, tag: number): Uint8Array {
  return entryData(main, findEntry(main, tag)!);
}

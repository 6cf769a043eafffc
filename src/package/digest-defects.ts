/**
 * Why the file digests of a package are of no use: rpm drops them all for one of a wrong length.
 *
 * Policy: from the header alone; only where a file has content to check, for nothing else is ever
 * compared. An algorithm number of 0 is none at all: rpm takes both for MD5.
 * Source: rpm 4.18 lib/rpmfi.c rpmfilesPopulate, hex2bin.
 */

import { DIGEST_ALGORITHMS, digestAlgorithm } from '../../native-free-parsers/digest-algorithms.ts';
import type { FileList } from '../../native-free-parsers/files.ts';
import type { Header } from '../../native-free-parsers/header/header.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { getUint32 } from '../../native-free-parsers/header/values.ts';
import { contentCarriers } from './content-keys.ts';

export type DigestDefect =
  /** No FILEDIGESTS, or not one a file. */
  | { readonly rule: 'digest-missing' }
  | {
      /** The first digest that is not of the algorithm's length, and what explains it. */
      readonly rule: 'digest-length' | 'digest-algo-missing' | 'digest-algo-unknown';
      /** Position in the file list. */
      readonly index: number;
      readonly text: string;
      /** FILEDIGESTALGO; undefined where the tag is absent. */
      readonly algorithm: number | undefined;
    };

/** The defect, or undefined where rpm has a digest for every file. */
export function digestDefect(main: Header, fileList: FileList): DigestDefect | undefined {
  const { files, digestTexts: texts, digestAlgorithm: taken } = fileList;
  if (files.length === 0 || files[0]!.digest !== undefined) return undefined;
  if (contentCarriers(fileList).length === 0) return undefined;
  if (texts === undefined) return { rule: 'digest-missing' };
  const index = texts.findIndex((text) => text !== '' && text.length !== 2 * taken.length);
  const algorithm = getUint32(main, TAG.FILEDIGESTALGO);
  const text = texts[index]!;
  return { rule: ruleOf(algorithm, text), index, text, algorithm };
}

function ruleOf(algorithm: number | undefined, text: string) {
  if (algorithm === undefined || algorithm === 0) {
    const ofAnother = DIGEST_ALGORITHMS.some(({ length }) => 2 * length === text.length);
    return ofAnother ? 'digest-algo-missing' : 'digest-length';
  }
  return digestAlgorithm(algorithm)?.inRpm418 ? 'digest-length' : 'digest-algo-unknown';
}

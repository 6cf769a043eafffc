/**
 * What the signature header is for once it is readable: digests and signatures, and the tags that
 * rpm copies from it into the main header.
 *
 * Source: rpm 4.18 lib/package.c (xlateTags, headerMergeLegacySigs); lib/rpmvs.c.
 */
import type { Defect, FormatProblem } from './bytes/format-error.ts';
import { dataOffset, findEntry, type Header, hasTag } from './header/header.ts';
import { sectionOf } from './header/section.ts';
import { SIGTAG, TAG, tagInfo, tagName } from './header/tags.ts';
import { TYPES } from './header/types.ts';

const MAX_MERGED = 16 * 1024 * 1024;

interface MergedTag {
  readonly signatureTag: number;
  readonly mainTag: number;
  /** The only count rpm takes; 0 for any. */
  readonly count: number;
  /** Whether rpm lets it stand in the main header, as long as its twin is absent. */
  readonly quirk: boolean;
}

const merged = (
  signatureTag: number,
  mainTag: number,
  count: number,
  quirk = false,
): MergedTag => ({ signatureTag, mainTag, count, quirk });

/** In rpm's order: the first that is wrong is the one it names. */
const MERGED_TAGS: readonly MergedTag[] = [
  merged(SIGTAG.SIZE, TAG.SIGSIZE, 1),
  merged(SIGTAG.PGP, TAG.SIGPGP, 0),
  merged(SIGTAG.MD5, TAG.SIGMD5, 16),
  merged(SIGTAG.GPG, TAG.SIGGPG, 0),
  merged(SIGTAG.PAYLOADSIZE, TAG.ARCHIVESIZE, 1, true),
  merged(SIGTAG.FILESIGNATURES, TAG.FILESIGNATURES, 0, true),
  merged(SIGTAG.FILESIGNATURELENGTH, TAG.FILESIGNATURELENGTH, 1, true),
  merged(SIGTAG.VERITYSIGNATURES, TAG.VERITYSIGNATURES, 0),
  merged(SIGTAG.VERITYSIGNATUREALGO, TAG.VERITYSIGNATUREALGO, 1),
  merged(SIGTAG.SHA1, TAG.SHA1HEADER, 1),
  merged(SIGTAG.SHA256, TAG.SHA256HEADER, 1),
  merged(SIGTAG.DSA, TAG.DSAHEADER, 0),
  merged(SIGTAG.RSA, TAG.RSAHEADER, 0),
  merged(SIGTAG.LONGSIZE, TAG.LONGSIGSIZE, 1),
  merged(SIGTAG.LONGARCHIVESIZE, TAG.LONGARCHIVESIZE, 1),
];

/** Why rpm cannot merge the two headers, if it cannot: `invalid signature tag …`. */
export function mergeRefusal(signature: Header, main: Header): FormatProblem | undefined {
  const twin = MERGED_TAGS.find(
    ({ signatureTag, mainTag, quirk }) =>
      hasTag(main, mainTag) && (!quirk || hasTag(signature, signatureTag)),
  );
  if (twin !== undefined) {
    const { mainTag } = twin;
    return refusal('legacy-in-main', main, mainTag, mainTag, 'none in the main header', 'one');
  }
  for (const { signatureTag, mainTag, count } of MERGED_TAGS.filter(isIn(signature))) {
    const entry = signature.entries[findEntry(signature, signatureTag)!]!;
    const type = tagInfo(mainTag)!.type;
    if (entry.type !== TYPES[type]) {
      return refusal(
        'wrong-type',
        signature,
        signatureTag,
        mainTag,
        `type ${type}`,
        `type ${entry.type}`,
      );
    }
    if (entry.count > MAX_MERGED || (count !== 0 && entry.count !== count)) {
      const expected = count === 0 ? `at most ${MAX_MERGED} elements` : `count ${count}`;
      return refusal('wrong-type', signature, signatureTag, mainTag, expected, `${entry.count}`);
    }
  }
  return undefined;
}

function isIn(signature: Header) {
  return ({ signatureTag }: MergedTag): boolean => hasTag(signature, signatureTag);
}

/**
 * Tags in the main header that belong into the signature header and are missing there. rpm lets
 * them stand since 4.17; the strict merge of 4.15.1.3 and 4.16.1.3 refused them.
 */
export function misplacedTags(signature: Header, main: Header): number[] {
  return MERGED_TAGS.filter(
    ({ signatureTag, mainTag, quirk }) =>
      quirk && hasTag(main, mainTag) && !hasTag(signature, signatureTag),
  ).map(({ mainTag }) => mainTag);
}

function refusal(
  defect: Defect,
  header: Header,
  tag: number,
  mainTag: number,
  expected: string,
  found: string,
): FormatProblem {
  const entry = header.entries[findEntry(header, tag)!]!;
  const name = tagName(mainTag);
  return {
    code: 'BAD_VALUE',
    defect,
    section: sectionOf(header.kind),
    tag,
    offset: dataOffset(header, entry),
    expected: `${expected} for ${name}`,
    found,
    rpmSays: `invalid signature tag ${name.charAt(0)}${name.slice(1).toLowerCase()} (${mainTag})`,
  };
}

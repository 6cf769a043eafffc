/**
 * Every package of the corpus by name: where it comes from, what it is for, what rpmcow is to make
 * of it, and what stock rpm does. One test holds this list against the specs, descriptions and
 * mutators that exist, another against rpm itself.
 */

import * as archive from './mutate/archive-mutators.ts';
import * as lead from './mutate/lead-mutators.ts';
import * as main from './mutate/main-header-mutators.ts';
import * as payload from './mutate/payload-mutators.ts';
import * as signature from './mutate/signature-mutators.ts';

/**
 * transcodes: an extents file with the layout of the reference (headers copied, where it fails on
 * them); adapted: an extents file the reference does not make, or not right; passes through: the
 * original bytes, and why; refused: no readable package, and why.
 */
export type Expectation =
  | 'transcodes'
  | `adapted: ${string}`
  | `passes through: ${string}`
  | `refused: ${string}`;

/** What `rpm -i` of rpm 4.18 does with the package as it is. */
export type StockInstall = 'installs' | 'refuses' | 'hangs';

export type Mutator = (bytes: Uint8Array) => Uint8Array;

interface EntryBase {
  readonly name: string;
  readonly purpose: string;
  readonly expectation: Expectation;
  readonly stock: StockInstall;
}

/** Built by rpmbuild from `specs/<name>.spec`. */
export interface SpecEntry extends EntryBase {
  readonly kind: 'spec';
}

/** Written from the description of the same name in written-packages.ts. */
export interface WrittenEntry extends EntryBase {
  readonly kind: 'written';
}

/** A written package with something done to it. */
export interface MutantEntry extends EntryBase {
  readonly kind: 'mutant';
  readonly base: string;
  readonly mutate: Mutator;
}

export type ManifestEntry = SpecEntry | WrittenEntry | MutantEntry;

const SOURCE = 'passes through: no reflinks for source packages';
const BAD_MAGIC = 'passes through: rpm refuses the archive';
const BAD_DIGEST = 'passes through: contents and digests disagree';
const EARLY_TRAILER = 'adapted: the reference moves the trailer away from its data';
const UNREADABLE = 'refused: no header that rpm reads';

export const MANIFEST: readonly ManifestEntry[] = [
  spec('built-payload-gzip', 'w9.gzdio'),
  spec('built-payload-xz', 'w7.xzdio, with SHA-256 checks'),
  spec('built-payload-lzma', 'w7.lzdio'),
  spec('built-payload-bzip2', 'w9.bzdio'),
  spec('built-payload-zstd', 'w19.zstdio'),
  spec('built-payload-none', 'w.ufdio: no PAYLOADCOMPRESSOR, plain cpio'),
  spec('built-block-boundaries', 'file sizes around multiples of 4 KiB, 64 KiB and 1 MiB'),
  spec('built-hard-links', 'hard-link sets, one of them empty, beside a duplicate'),
  spec('built-odd-files', 'ghost, symlinks, device nodes, an empty file, capabilities'),
  spec('built-odd-names', 'blanks, wildcards, UTF-8, 246 bytes'),
  spec('built-many-files', '2,100 small files in 21 directories'),
  spec('built-only-directories', 'no regular file: an empty digest table'),
  spec('built-no-files', 'a package without files'),
  spec('built-digests-md5', 'file digests by MD5'),
  spec('built-digests-sha1', 'file digests by SHA-1'),
  spec('built-digests-sha512', 'file digests by SHA-512'),
  spec('built-long-name', 'an epoch, and a name that the lead cuts'),
  spec('built-signed', 'RSA signatures of header and of everything, by a throwaway key'),
  spec('built-fifo', 'a named pipe, which rpm 4.18 opens and waits for', 'transcodes', 'hangs'),
  spec('built-huge-file', 'a file over 4 GiB: 07070X members, 64-bit sizes; slow to build'),
  spec('built-source-package', 'a source package', SOURCE),

  written('plain', 'two contents, a duplicate, an empty file, a symlink; most mutants start here'),
  written('plain-none', 'an uncompressed payload'),
  written('plain-xz', 'an xz payload'),
  written('plain-lzma', 'an lzma payload'),
  written('plain-bzip2', 'a bzip2 payload'),
  written('plain-zstd', 'a zstd payload'),
  written('crc-archive', 'cpio members with checksums (070702)'),
  written('stripped-archive', 'cpio members with file numbers for names (07070X)'),
  written('with-epoch', 'an epoch'),
  written('digests-md5', 'file digests by MD5'),
  written('digests-sha1', 'file digests by SHA-1'),
  written('digests-sha224', 'file digests by SHA-224'),
  written('digests-sha384', 'file digests by SHA-384'),
  written('digests-sha512', 'file digests by SHA-512'),
  written('long-sizes', 'LONGFILESIZES where 32 bits suffice'),
  written('format-v3', 'no regions, OLDFILENAMES', 'adapted: files listed by OLDFILENAMES'),
  written('format-v6', 'the layout of rpm 6: SHA-3, 64-bit sizes, 07070X, lead major 4'),
  written('reversed-archive', 'members in the reverse order of the file list'),
  written('absolute-names', 'member names with a leading slash'),
  written('bare-names', 'member names without any prefix'),
  written('no-files', 'a package without files'),
  written('only-directories', 'no regular file'),
  written('only-ghosts', 'a regular file that is never in the archive'),
  written('ghost-in-archive', 'a ghost that is in the archive all the same'),
  written('device-nodes', 'character devices', 'passes through: what rpm does depends on the host'),
  written('fifo', 'a named pipe', 'transcodes', 'hangs'),
  written('odd-names', 'blanks, a newline, UTF-8, 246 bytes: the longest name rpm can install'),
  written(
    'longest-name',
    '255 bytes: no room for the suffix of rpm',
    'passes through: rpm refuses the name',
    'refuses',
  ),
  written('source', 'a source package', SOURCE),
  written('md5-collision', 'two contents, one MD5', 'passes through: one digest, two contents'),
  written('hard-links', 'two hard-link sets and a file of its own'),
  written('links-stripped', 'hard links in a 07070X archive'),
  written('links-content-first', 'link content on the first member', BAD_MAGIC, 'refuses'),
  written('links-content-all', 'link content on every member', BAD_MAGIC, 'refuses'),
  written(
    'links-interleaved',
    'another file between the names of a set',
    'passes through: rpm itself installs the wrong content',
  ),
  written(
    'links-two-sets-interleaved',
    'the names of two sets take turns',
    'passes through: rpm itself installs the wrong content',
  ),
  written(
    'links-last-first',
    'the last name of a set, with the content, comes first in the archive',
    'passes through: rpm itself leaves the other names empty',
  ),

  mutant(
    'trailer-removed',
    'the archive ends without a trailer',
    archive.trailerRemoved,
    BAD_MAGIC,
    'refuses',
  ),
  mutant('trailer-twice', 'a second trailer follows the first', archive.trailerTwice),
  mutant(
    'extra-member',
    'a member that the header does not name comes before the trailer',
    archive.extraMember,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'member-missing',
    'the second member, a regular file, is left out',
    archive.memberMissing,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'directory-missing',
    'the first member, a directory, is left out',
    archive.directoryMissing,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'member-twice',
    'the second member comes twice',
    archive.memberTwice,
    BAD_MAGIC,
    'refuses',
  ),
  mutant('only-trailer', 'only the trailer is left', archive.onlyTrailer, BAD_MAGIC, 'refuses'),
  mutant(
    'bad-hex',
    "the second member's size is not hexadecimal",
    archive.badHex,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'garbage-between',
    'four bytes that belong to nothing come between two members',
    archive.garbageBetween,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'odc-magic',
    'the second member has the magic of the old portable format',
    archive.odcMagic,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'name-too-long',
    'the second member says that its name is longer than rpm allows',
    archive.nameTooLong,
    BAD_MAGIC,
    'refuses',
  ),
  mutant('upper-case-hex', "every member's numbers are in upper case", archive.upperCaseHex),
  mutant('lower-case-hex', "every member's numbers are in lower case", archive.lowerCaseHex),
  mutant('long-tail', '200 kB that no compressor shrinks follow the trailer', archive.longTail),
  mutant(
    'padded-to-512',
    'the archive is filled up with zeros to a multiple of 512 bytes, as GNU cpio does',
    archive.paddedTo512,
  ),

  mutant(
    'payload-bit-flipped',
    'one bit in the middle of the payload is flipped; the digests tell',
    payload.payloadBitFlipped,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'payload-truncated',
    'the file ends in the middle of the payload',
    payload.payloadTruncated,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'last-byte-missing',
    'the file lacks its last byte',
    payload.lastByteMissing,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'payload-absent',
    'there is no payload at all; the digests say so',
    payload.payloadAbsent,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'trailing-garbage',
    '32 bytes follow the payload; the digests do not know of them',
    payload.trailingGarbage,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'trailing-garbage-sealed',
    '32 bytes follow the compressed payload; the digests include them',
    payload.trailingGarbageSealed,
  ),
  mutant(
    'extents-magic-appended',
    'the file ends in the magic of a transcoded package, without being one',
    payload.extentsMagicAppended,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'gzip-two-members',
    'the gzip payload consists of two members, cut where no cpio member ends',
    payload.gzipTwoMembers,
  ),
  mutantOf(
    'plain-zstd',
    'zstd-two-frames',
    'the zstd payload consists of two frames',
    payload.zstdTwoFrames,
  ),
  mutantOf(
    'plain-zstd',
    'zstd-skippable-first',
    'a skippable frame comes before the zstd payload',
    payload.zstdSkippableFirst,
  ),
  mutantOf(
    'plain-xz',
    'xz-two-streams',
    'the archive is cut in two xz streams; rpm reads only the first',
    payload.xzTwoStreams,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'compressor-wrong',
    'PAYLOADCOMPRESSOR says xz while the payload is gzip',
    payload.compressorWrong,
    BAD_MAGIC,
    'refuses',
  ),
  mutant(
    'compressor-absent',
    'PAYLOADCOMPRESSOR is absent: rpm takes gzip',
    payload.compressorAbsent,
  ),

  mutant(
    'stale-region-count',
    "entries inserted, the trailer's count left stale: what azure-cli's signing service did",
    signature.staleRegionCount,
  ),
  mutant(
    'signature-dribble',
    'an entry after the region, its data behind the trailer',
    signature.signatureDribble,
  ),
  mutant(
    'signature-dribble-counted',
    "a dribble that the trailer counts as one of the region's entries",
    signature.signatureDribbleCounted,
    EARLY_TRAILER,
  ),
  mutant(
    'signature-trailer-early',
    "the trailer comes before the data of the region's last two entries",
    signature.signatureTrailerEarly,
    EARLY_TRAILER,
  ),
  mutant(
    'signature-trailer-image',
    'the trailer has tag 61, as rpm before 4.1 wrote it',
    signature.signatureTrailerImage,
  ),
  mutant(
    'signature-trailer-bad-tag',
    'the trailer has a tag that never was one',
    signature.signatureTrailerBadTag,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'signature-region-too-big',
    'the trailer counts more entries than there are',
    signature.signatureRegionTooBig,
    UNREADABLE,
    'refuses',
  ),
  mutant('signature-region-missing', 'there is no region', signature.signatureRegionMissing),
  mutant(
    'signature-unsorted',
    'the entries are in reverse order of their tags',
    signature.signatureUnsorted,
  ),
  mutant(
    'signature-too-many-tags',
    '33 entries: one more than rpm allows',
    signature.signatureTooManyTags,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'signature-magic-reserved',
    'a reserved byte of the header magic is set',
    signature.signatureMagicReserved,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'padding-not-zero',
    'the padding before the main header is not zero',
    signature.paddingNotZero,
  ),
  mutant(
    'header-digest-wrong',
    "the main header's SHA-256 is wrong",
    signature.headerDigestWrong,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'md5-wrong',
    'the MD5 of header and payload is wrong',
    signature.md5Wrong,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'only-md5',
    'only MD5 and size are left in the signature header, as before rpm 4',
    signature.onlyMd5,
  ),
  mutant(
    'payload-uncovered',
    'no digest covers the payload: no MD5, no payload digests',
    signature.payloadUncovered,
    'passes through: rpm wants a digest over the payload',
    'refuses',
  ),
  mutant(
    'huge-reserved-space',
    '5 MB of reserved space: more than rpm before 4.16 would read',
    signature.hugeReservedSpace,
  ),

  mutant(
    'lead-magic-broken',
    'the magic is one bit off',
    lead.leadMagicBroken,
    'refused: no package',
    'refuses',
  ),
  mutant(
    'lead-major-9',
    "the format's major version is 9",
    lead.leadMajor9,
    'passes through: rpm wants 3 or 4',
    'refuses',
  ),
  mutant(
    'lead-signature-type-0',
    'the signature type is 0: no header',
    lead.leadSignatureType0,
    'passes through: rpm wants 5',
    'refuses',
  ),
  mutant(
    'lead-type-source',
    'the type says source package, the main header does not',
    lead.leadTypeSource,
  ),
  mutant(
    'lead-name-unterminated',
    'the name fills its field, without a NUL',
    lead.leadNameUnterminated,
  ),
  mutant(
    'lead-name-all',
    'the name contains `all`, which an unset deny list of the reference matches by accident',
    lead.leadNameAll,
  ),
  mutant('only-lead', 'the file ends after the lead', lead.onlyLead, UNREADABLE, 'refuses'),
  mutant(
    'signature-truncated',
    "the file ends inside the signature header's index",
    lead.signatureTruncated,
    UNREADABLE,
    'refuses',
  ),
  mutant('empty-file', 'nothing at all', lead.emptyFile, 'refused: no package', 'refuses'),

  mutant('main-dribble', 'an entry after the region', main.mainDribble, UNREADABLE, 'refuses'),
  mutant(
    'main-region-missing',
    'there is no region',
    main.mainRegionMissing,
    'adapted: the reference makes up a region that rpm refuses',
  ),
  mutant(
    'main-stale-region-count',
    'the trailer counts one entry too few',
    main.mainStaleRegionCount,
    UNREADABLE,
    'refuses',
  ),
  mutant('main-unsorted', 'the entries are in reverse order of their tags', main.mainUnsorted),
  mutant(
    'main-count-zero',
    'an array without values, as nfpm once wrote',
    main.mainCountZero,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'inodes-64',
    'FILEINODES with 64-bit numbers, as redline once wrote',
    main.inodes64,
    UNREADABLE,
    'refuses',
  ),
  mutant(
    'release-absent',
    'no RELEASE',
    main.releaseAbsent,
    'passes through: rpm wants one',
    'refuses',
  ),
  mutant('encoding-absent', 'no ENCODING', main.encodingAbsent),
  mutant(
    'payload-digest-wrong',
    'PAYLOADDIGEST and its ALT are those of other bytes',
    main.payloadDigestWrong,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'directory-index-out-of-range',
    'a file is in a directory that is not in the list',
    main.directoryIndexOutOfRange,
    'passes through: rpm refuses the file list',
    'refuses',
  ),
  mutant(
    'file-digest-wrong',
    'the digest of the second file in the list is that of other bytes',
    main.fileDigestWrong,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'file-digest-empty',
    'the second file in the list has no digest',
    main.fileDigestEmpty,
    BAD_DIGEST,
    'refuses',
  ),
  mutant('file-digests-upper-case', 'the digests are in upper case', main.fileDigestsUpperCase),
  mutant('file-digests-absent', 'no FILEDIGESTS', main.fileDigestsAbsent, BAD_DIGEST, 'refuses'),
  mutant(
    'file-digest-algorithm-absent',
    'no FILEDIGESTALGO: rpm takes MD5, and the SHA-256 digests cannot be right',
    main.fileDigestAlgorithmAbsent,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'file-digest-algorithm-unknown',
    'an algorithm number that nobody knows',
    main.fileDigestAlgorithmUnknown,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'file-size-too-big',
    'the second file in the list is one byte longer than its content',
    main.fileSizeTooBig,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'file-size-too-small',
    'the second file in the list is one byte shorter than its content',
    main.fileSizeTooSmall,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'file-sizes-absent',
    'neither FILESIZES nor LONGFILESIZES',
    main.fileSizesAbsent,
    BAD_DIGEST,
    'refuses',
  ),
  mutant(
    'inodes-all-one',
    'every inode is 1: everything is a hard link of everything',
    main.inodesAllOne,
    BAD_MAGIC,
    'refuses',
  ),
  mutant('inodes-all-zero', 'every inode is 0: nothing is a hard link', main.inodesAllZero),
  mutant('inodes-absent', 'no FILEINODES', main.inodesAbsent),
  mutantOf(
    'hard-links',
    'link-on-other-device',
    'the first name of a hard-link set is on another device',
    main.deviceDiffers,
    BAD_DIGEST,
    'refuses',
  ),
  mutantOf(
    'hard-links',
    'link-digest-differs',
    "the first name of a hard-link set has another content's digest",
    main.fileDigestWrong,
    'adapted: rpm looks at the last digest only, the plugin at the first',
  ),
  mutantOf(
    'hard-links',
    'link-digest-empty',
    'the first name of a hard-link set has no digest',
    main.fileDigestEmpty,
    'adapted: rpm looks at the last digest only, the plugin at the first',
  ),
  mutantOf(
    'hard-links',
    'link-size-zero',
    'the first name of a hard-link set has size 0',
    main.fileSizeZero,
    'passes through: rpm looks at the last size only, the plugin at the first',
  ),
];

function spec(
  name: string,
  purpose: string,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): SpecEntry {
  return { kind: 'spec', name, purpose, expectation, stock };
}

function written(
  name: string,
  purpose: string,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): WrittenEntry {
  return { kind: 'written', name, purpose, expectation, stock };
}

function mutant(
  name: string,
  purpose: string,
  mutate: Mutator,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): MutantEntry {
  return mutantOf('plain', name, purpose, mutate, expectation, stock);
}

function mutantOf(
  base: string,
  name: string,
  purpose: string,
  mutate: Mutator,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): MutantEntry {
  return { kind: 'mutant', name, base, mutate, purpose, expectation, stock };
}

/**
 * Packages of the corpus as the metadata of a repository lists them: rightly, or with one lie.
 *
 * Policy: the packages themselves are those of the manifest; only what is said of them differs.
 */
import { createHash } from 'node:crypto';
import { PackageHeadParser } from '../../native-free-parsers/package-head.ts';
import type { ListingFacts } from '../../src/package/facts/listing.ts';
import { nevraOf } from '../../src/package/rpm-package.ts';

export interface ListedCase {
  readonly name: string;
  readonly purpose: string;
  /** The package of the manifest that is listed. */
  readonly of: string;
  /** What is said of it, given what is true of it. */
  readonly say: (truth: ListingFacts, bytes: Uint8Array) => ListingFacts;
}

export const LISTED_CASES: readonly ListedCase[] = [
  { name: 'listed', purpose: 'all of it is true', of: 'plain', say: (truth) => truth },
  {
    name: 'listed-sha1',
    purpose: 'the checksum is SHA-1, which old metadata calls sha',
    of: 'plain',
    say: (truth, bytes) => ({ ...truth, checksumType: 'sha', checksum: hex('sha1', bytes) }),
  },
  {
    name: 'listed-unknown-algorithm',
    purpose: 'the checksum is of a type that librepo does not know',
    of: 'plain',
    say: (truth, bytes) => ({
      ...truth,
      checksumType: 'sha3-256',
      checksum: hex('sha3-256', bytes),
    }),
  },
  {
    name: 'listed-checksum-wrong',
    purpose: 'the checksum is that of an empty file',
    of: 'plain',
    say: (truth) => ({ ...truth, checksum: hex('sha256', new Uint8Array()) }),
  },
  {
    name: 'listed-size-wrong',
    purpose: 'the size is one byte short',
    of: 'plain',
    say: (truth) => ({ ...truth, packageSize: truth.packageSize - 1 }),
  },
  {
    name: 'listed-header-range-wrong',
    purpose: 'the main header is said to begin where the signature header does',
    of: 'plain',
    say: (truth) => ({ ...truth, headerRange: { ...truth.headerRange!, start: 96 } }),
  },
  {
    name: 'listed-header-range-absent',
    purpose: 'nothing says where the main header is',
    of: 'plain',
    say: (truth) => ({ ...truth, headerRange: null }),
  },
  {
    name: 'listed-as-another',
    purpose: 'metadata has the next release, of another architecture',
    of: 'plain',
    say: (truth) => ({ ...truth, release: `${truth.release}.1`, arch: 'riscv64' }),
  },
];

/** What metadata made by createrepo_c says of a package, with SHA-256. */
export function listingOf(location: string, bytes: Uint8Array): ListingFacts {
  const parser = new PackageHeadParser();
  parser.push(bytes);
  const { main, bytes: head } = parser.head!;
  const { epoch = 0, ...nevra } = nevraOf(main);
  return {
    location,
    checksumType: 'sha256',
    checksum: hex('sha256', bytes),
    packageSize: bytes.length,
    headerRange: { start: main.offset, end: head.length },
    ...nevra,
    epoch: `${epoch}`,
  };
}

function hex(algorithm: string, bytes: Uint8Array): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

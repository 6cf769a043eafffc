/**
 * The packages that metadata lists, as an audit takes them, with what is wrong with the list.
 *
 * Policy: what leads out of the repository, or says not enough, is told of and left out; of one
 * location the first entry counts. Memory holds nothing of the packages that came before.
 */
import { whyOutside } from '../../../native-free-parsers/repodata/location.ts';
import type { PrimaryPackage } from '../../../native-free-parsers/repodata/primary.ts';
import { shown } from '../../../native-free-parsers/repodata/shown.ts';
import type { ListedPackage } from '../repository.ts';
import { createPathSet, type PathSet } from './path-set.ts';
import type { PrimaryEntry } from './read-primary.ts';
import { type PrimaryFile, primaryEntries } from './repodata.ts';
import { TroubleList } from './trouble-list.ts';

/** What it announces and what troubles it has is that of the last time it was read. */
export interface MetadataListing {
  /** Null before it is read, or where nothing says. */
  readonly announced: number | null;
  readonly troubles: TroubleList;
  /** Throws RepositoryError, MachineError, FetchError, MissingCodecError. */
  packages(): AsyncGenerator<ListedPackage, void, undefined>;
}

/** @param isOwn whether an `xml:base` is the repository itself. */
export function createListing(
  primary: PrimaryFile,
  isOwn: (base: string) => boolean,
): MetadataListing {
  let announced: number | null = null;
  let troubles = new TroubleList();
  return {
    get announced() {
      return announced;
    },
    get troubles() {
      return troubles;
    },
    async *packages() {
      troubles = new TroubleList();
      let listed = 0;
      const seen = createPathSet();
      const usable = sieve(troubles, seen, isOwn);
      const entries = primaryEntries(primary, (count) => {
        announced = count;
      });
      try {
        for await (const entry of entries) {
          listed++;
          if (usable(entry)) yield listedPackage(entry);
        }
      } finally {
        seen.close();
      }
      if (announced !== null && announced !== listed) {
        troubles.add('another number of packages than announced', `${listed} for ${announced}`);
      }
    },
  };
}

/** Lets through what can be fetched, and tells of the rest. */
function sieve(troubles: TroubleList, seen: PathSet, isOwn: (base: string) => boolean) {
  return (entry: PrimaryEntry): entry is PrimaryPackage => {
    if (entry.kind === 'unusable') {
      const { position, name, why } = entry;
      troubles.add(`left out, as ${why}`, name === '' ? `entry ${position}` : shown(name));
      return false;
    }
    const { location, base } = entry;
    const isElsewhere = base !== undefined && !isOwn(base);
    const why = isElsewhere ? 'relative to another address' : whyOutside(location);
    if (why !== undefined) {
      troubles.add(`left out, as its address is ${why}`, shown(location));
      return false;
    }
    if (seen.add(location)) return true;
    troubles.add('listed more than once, where the first counts', shown(location));
    return false;
  };
}

function listedPackage({ kind: _, base: __, ...listing }: PrimaryPackage): ListedPackage {
  const { location, checksumType, checksum, packageSize } = listing;
  return {
    location,
    checksum: `${checksumType.toLowerCase()}:${checksum}`,
    size: packageSize,
    listing,
  };
}

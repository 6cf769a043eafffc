/**
 * The defects of the corpus, for packages of any name.
 *
 * Policy: a package keeps the one defect that its entry in the manifest is about. Left out is what
 * indexers of repositories cannot read, and what takes long to make.
 */
import { MANIFEST } from '../manifest.ts';
import type { ManifestEntry } from '../manifest-entry.ts';
import { takeApart } from '../mutate/package-parts.ts';
import { packageBytes } from '../package-bytes.ts';
import { writePackage } from '../writer/write-package.ts';
import type { Identity } from './identity.ts';
import { renamePackage } from './rename-package.ts';

export interface Defect {
  /** As in the manifest. */
  readonly name: string;
  /** The bytes of a package that has it. */
  make(identity: Identity): Promise<Uint8Array>;
}

/** createrepo_c 0.17 crashes on the first two, and the others are left out of its lists. */
const NOT_LISTED: ReadonlySet<string> = new Set([
  'base-name-string',
  'directory-name-translated',
  'archive-size-in-both-headers',
  'lead-major-9',
  'lead-signature-type-0',
  'signature-size-string',
]);

/** Of megabytes. */
const LARGE: ReadonlySet<string> = new Set(['half-a-million-files', 'huge-reserved-space']);

const ENTRIES = new Map(MANIFEST.map((entry) => [entry.name, entry]));

export const DEFECTS: readonly Defect[] = MANIFEST.filter(isUsable).map(({ name }) => ({
  name,
  make: (identity) => defective(ENTRIES.get(name)!, identity),
}));

function isUsable({ name, kind, expectation, stock }: ManifestEntry): boolean {
  if (kind === 'spec' || NOT_LISTED.has(name) || LARGE.has(name)) return false;
  if (expectation.startsWith('refused')) return false;
  const isSound = kind === 'written' && expectation === 'transcodes' && stock === 'installs';
  return !isSound;
}

async function defective(entry: ManifestEntry, identity: Identity): Promise<Uint8Array> {
  switch (entry.kind) {
    case 'spec':
      throw new RangeError(`${entry.name} is built by rpmbuild, which knows its name`);
    case 'written': {
      const { name, version, release } = identity;
      return await writePackage({ ...entry.description, name, version, release });
    }
    case 'mutant': {
      const base = ENTRIES.get(entry.base)!;
      const bytes =
        base.kind === 'mutant'
          ? await defective(base, identity)
          : renamePackage(takeApart(await packageBytes(entry.base)), identity);
      return entry.mutate(bytes);
    }
  }
}

/**
 * What the manifest says of a package, and the ways to say it.
 */
import type { PackageDescription } from './writer/description.ts';
import { WRITTEN_PACKAGES } from './written-packages.ts';

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

/** Written from its description. */
export interface WrittenEntry extends EntryBase {
  readonly kind: 'written';
  readonly description: PackageDescription;
}

/** A written package with something done to it. */
export interface MutantEntry extends EntryBase {
  readonly kind: 'mutant';
  readonly base: string;
  readonly mutate: Mutator;
}

export type ManifestEntry = SpecEntry | WrittenEntry | MutantEntry;

export const SOURCE = 'passes through: no reflinks for source packages';
export const BAD_MAGIC = 'passes through: rpm refuses the archive';
export const BAD_DIGEST = 'passes through: contents and digests disagree';
export const EARLY_TRAILER = 'adapted: the reference moves the trailer away from its data';
export const UNREADABLE = 'refused: no header that rpm reads';

export function spec(
  name: string,
  purpose: string,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): SpecEntry {
  return { kind: 'spec', name, purpose, expectation, stock };
}

/** A package that is described where it is used. */
export function described(
  description: PackageDescription,
  purpose: string,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): WrittenEntry {
  return { kind: 'written', name: description.name, description, purpose, expectation, stock };
}

/** One of written-packages.ts. */
export function written(
  name: string,
  purpose: string,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): WrittenEntry {
  return described(WRITTEN_PACKAGES.get(name)!, purpose, expectation, stock);
}

export function mutant(
  name: string,
  purpose: string,
  mutate: Mutator,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): MutantEntry {
  return mutantOf('plain', name, purpose, mutate, expectation, stock);
}

export function mutantOf(
  base: string,
  name: string,
  purpose: string,
  mutate: Mutator,
  expectation: Expectation = 'transcodes',
  stock: StockInstall = 'installs',
): MutantEntry {
  return { kind: 'mutant', name, base, mutate, purpose, expectation, stock };
}

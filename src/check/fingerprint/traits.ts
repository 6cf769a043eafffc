/**
 * Traits: what a package shows of itself that tells who made it.
 *
 * Policy: each is one fact that anybody can check in the bytes, and where. A claim rests on traits
 * alone; none is drawn from the name of the file or from where it was found.
 */
import { toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';
import { findEntry, type Header, hasTag } from '../../../native-free-parsers/header/header.ts';
import { signatureTagName, tagName } from '../../../native-free-parsers/header/tags.ts';
import { entryData, getString } from '../../../native-free-parsers/header/values.ts';
import type { PackageHead } from '../../../native-free-parsers/package-head.ts';
import type { ArchiveFacts } from '../../package/facts/facts.ts';
import { quoted } from '../../rules/quoted.ts';

export interface Trait {
  /** The fact, safe to print: `VENDOR is "none"`. */
  readonly what: string;
  /** The part of the file that shows it: `main header, tag 1011`. */
  readonly where: string;
}

/** What somebody may have built, and why to think so. */
export interface Claim {
  readonly name: string;
  readonly traits: readonly Trait[];
}

/** All that claims are made from. */
export interface Subject extends PackageHead {
  /** There where the payload was read. */
  readonly archive: ArchiveFacts | undefined;
  /** A string of the main header; each is read once, however many ask. */
  readonly text: (tag: number) => string | undefined;
  /** All strings of a tag of the main header, each with its NUL; empty where there are none. */
  readonly texts: (tag: number) => string;
}

export function subjectOf(head: PackageHead, archive: ArchiveFacts | undefined): Subject {
  const { main } = head;
  const text = readOnce((tag) => getString(main, tag));
  const texts = readOnce((tag) => {
    const position = findEntry(main, tag);
    return position === undefined ? '' : toLatin1(entryData(main, position));
  });
  return { ...head, archive, text, texts };
}

function readOnce<T>(read: (tag: number) => T): (tag: number) => T {
  const known = new Map<number, T>();
  return (tag) => {
    if (!known.has(tag)) known.set(tag, read(tag));
    return known.get(tag)!;
  };
}

/** A fact about a tag, or about a header as a whole. */
export function trait(header: Header, what: string, tag?: number): Trait {
  const name = header.kind === 'main' ? 'main header' : 'signature header';
  return { what, where: tag === undefined ? name : `${name}, tag ${tag}` };
}

/** The value of a string of the main header, if it is as expected. */
export function valueTrait(
  { main, text }: Subject,
  tag: number,
  isExpected: (value: string) => boolean,
): Trait | undefined {
  const value = text(tag);
  if (value === undefined || !isExpected(value)) return undefined;
  return trait(main, `${tagName(tag)} is ${quoted(value)}`, tag);
}

/** That a header lacks a tag, if it does. */
export function absenceTrait(header: Header, tag: number, why: string): Trait | undefined {
  if (hasTag(header, tag)) return undefined;
  const name = header.kind === 'main' ? tagName(tag) : signatureTagName(tag);
  return trait(header, `no ${name}, ${why}`);
}

/** That a tag has a certain type, if it has. */
export function typeTrait(
  { main }: Subject,
  tag: number,
  type: number,
  what: string,
): Trait | undefined {
  const position = findEntry(main, tag);
  if (position === undefined || main.entries[position]!.type !== type) return undefined;
  return trait(main, `${tagName(tag)} is ${what}`, tag);
}

/** A claim by those traits that are there; it says so where it rests on a single one. */
export function claim(name: string, traits: readonly (Trait | undefined)[]): Claim {
  const found = traits.filter((each) => each !== undefined);
  if (found.length !== 1) return { name, traits: found };
  const [only] = found as [Trait];
  return { name, traits: [{ ...only, what: `${only.what}: the only sign of ${name}` }] };
}

/**
 * A finished package under another name, of another vendor, with every digest right again.
 *
 * Policy: the payload stays as it is, so its digests do; the headers' digests and sizes are made anew.
 * What a package does not say is not added, but for its vendor and its URL.
 */
import type { PackageParts } from '../mutate/package-parts.ts';
import { reseal } from '../mutate/reseal.ts';
import {
  ENTRY_TYPE,
  type HeaderEntry,
  i18nString,
  string,
  stringArray,
} from '../writer/header-entry.ts';
import { lead } from '../writer/lead.ts';
import { TAG } from '../writer/tags.ts';
import type { Identity } from './identity.ts';

const ADDED: readonly number[] = [TAG.VENDOR, TAG.URL];

/** The bytes of the package file. */
export function renamePackage(parts: PackageParts, identity: Identity): Uint8Array {
  const { main } = parts;
  const there = new Set(main.entries.map(({ tag }) => tag));
  const named = identityEntries(parts, identity).filter(
    ({ tag }) => there.has(tag) || ADDED.includes(tag),
  );
  const replaced = new Set(named.map(({ tag }) => tag));
  const kept = main.entries.filter(({ tag }) => !replaced.has(tag));
  const entries = [...kept, ...named].sort((a, b) => a.tag - b.tag);
  return reseal({ ...parts, lead: renamedLead(parts, identity), main: { ...main, entries } });
}

function identityEntries({ main }: PackageParts, identity: Identity): HeaderEntry[] {
  const { name, version, release, arch, origin } = identity;
  const epoch = main.entries.find(({ tag }) => tag === TAG.EPOCH);
  const prefix = epoch === undefined ? '' : `${Buffer.from(epoch.data).readUInt32BE()}:`;
  const isSource = main.entries.some(({ tag }) => tag === TAG.SOURCEPACKAGE);
  return [
    string(TAG.NAME, name),
    string(TAG.VERSION, version),
    string(TAG.RELEASE, release),
    i18nString(TAG.SUMMARY, `The generated package ${name}`),
    string(TAG.BUILDHOST, origin.host),
    string(TAG.VENDOR, origin.vendor),
    string(TAG.URL, origin.url),
    ...(isSource ? [] : [string(TAG.ARCH, arch)]),
    string(TAG.SOURCERPM, `${name}-${version}-${release}.src.rpm`),
    stringArray(TAG.PROVIDENAME, [name]),
    stringArray(TAG.PROVIDEVERSION, [`${prefix}${version}-${release}`]),
    ...(isToolKnown(main.entries) ? [string(TAG.RPMVERSION, origin.tool)] : []),
  ];
}

/** Formats 3 and 6 are those of one rpm each. */
function isToolKnown(entries: readonly HeaderEntry[]): boolean {
  return entries.some(
    ({ tag, type, data }) =>
      tag === TAG.RPMVERSION && type === ENTRY_TYPE.string && data[0] === '4'.charCodeAt(0),
  );
}

/** All but the name is as it was. */
function renamedLead(parts: PackageParts, { name, version, release }: Identity): Uint8Array {
  const bytes = Buffer.from(parts.lead);
  lead({ name, version, release })
    .slice(NAME_START, NAME_END)
    .forEach((byte, i) => {
      bytes[NAME_START + i] = byte;
    });
  return bytes;
}

const NAME_START = 10;
const NAME_END = 76;

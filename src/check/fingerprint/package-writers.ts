/**
 * Tools that write packages themselves, without rpmbuild, and rpm 5.
 *
 * Policy: a tool is named where a trait that only it has shows, or several that it has together;
 * the rest of its traits is added as evidence. Learnt from packages of each tool and from its source
 * where that is public; install4j's from bug reports alone.
 */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { hasTag } from '../../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import { getUint32 } from '../../../native-free-parsers/header/values.ts';
import {
  absenceTrait,
  type Claim,
  claim,
  type Subject,
  type Trait,
  trait,
  typeTrait,
  valueTrait,
} from './traits.ts';

/** Who wrote the package, if it was one of them. */
export function packageWriter(subject: Subject): Claim | undefined {
  for (const recognise of RECOGNISERS) {
    const found = recognise(subject);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** cargo-generate-rpm, cargo-rpm, Tauri. */
function rpmRs(subject: Subject): Claim | undefined {
  const { lead, text } = subject;
  const version = text(TAG.RPMVERSION);
  const named = valueTrait(subject, TAG.RPMVERSION, (value) => value.startsWith('rpm-rs'));
  const noSource = valueTrait(subject, TAG.SOURCERPM, (value) => value === '(none)');
  const leadName =
    lead.name !== '' && lead.name === text(TAG.NAME)
      ? { what: "the lead's name has no version", where: 'lead' }
      : undefined;
  const isOld = version === undefined && noSource !== undefined && leadName !== undefined;
  if (named === undefined && !isOld) return undefined;
  const name = version === undefined ? 'rpm-rs' : displayText(version);
  return claim(name, [named, noSource, leadName]);
}

/** The fork of 2007 to 2016, in Mandriva, ROSA, Wind River; rpm 6 called itself 5.99 before it was. */
function rpm5(subject: Subject): Claim | undefined {
  const { main, signature, lead, text } = subject;
  const version = text(TAG.RPMVERSION);
  if (version === undefined || !/^5\.(?!99)\d+[.\w]*$/.test(version)) return undefined;
  const ownTags = main.entries.filter(({ tag }) => tag >= 1199 && tag <= 1201);
  const padding = signature.entries.some(({ tag }) => tag === RPM5_PADDING);
  return claim(`rpm5 ${version}`, [
    valueTrait(subject, TAG.RPMVERSION, () => true),
    hasTag(main, TAG.BUILDMACROS) ? trait(main, 'BUILDMACROS', TAG.BUILDMACROS) : undefined,
    ownTags.length > 0
      ? trait(main, `tags that only rpm 5 has: ${ownTags.map(({ tag }) => tag).join(', ')}`)
      : undefined,
    padding ? trait(signature, 'padding as a tag, outside the region', RPM5_PADDING) : undefined,
    lead.name === '' ? { what: 'an empty name', where: 'lead' } : undefined,
  ]);
}

const RPM5_PADDING = 0x3fffffff;

/** google/rpmpack, the library of nfpm and so of goreleaser up to 2026. */
function rpmpack(subject: Subject): Claim | undefined {
  const { main, signature } = subject;
  const table = typeTrait(subject, TAG.HEADERI18NTABLE, TYPES.STRING, 'a string, not an array');
  if (table === undefined || hasTag(main, TAG.RPMVERSION)) return undefined;
  return claim('rpmpack (nfpm, goreleaser)', [
    table,
    absenceTrait(main, TAG.RPMVERSION, 'which rpmbuild writes'),
    typeTrait(subject, TAG.SUMMARY, TYPES.STRING, 'a plain string'),
    absenceTrait(signature, SIGTAG.SHA1, 'only SHA256 of the header'),
    memberNames(subject, /^\//, 'absolute names, where rpmbuild writes ./'),
  ]);
}

/** Java: gradle-ospackage, rpm-maven-plugins, presto, rundeck. */
function redline(subject: Subject): Claim | undefined {
  const { main, signature, text } = subject;
  const platform = `${text(TAG.ARCH)}-${text(TAG.OS)}`;
  if (text(TAG.RPMVERSION) !== '4.4.2' || text(TAG.PLATFORM) !== platform) return undefined;
  const anachronism = hasTag(signature, SIGTAG.SHA256)
    ? trait(signature, 'SHA256, which rpm 4.4.2 did not know', SIGTAG.SHA256)
    : undefined;
  const epoch = getUint32(main, TAG.EPOCH) === 0 ? trait(main, 'EPOCH is 0', TAG.EPOCH) : undefined;
  return claim('redline', [
    valueTrait(subject, TAG.RPMVERSION, () => true),
    valueTrait(subject, TAG.PLATFORM, () => true),
    anachronism,
    epoch,
  ]);
}

/** Java: rpm-builder for Maven, Eclipse Kura. */
function eclipsePackager({ main, lead, text }: Subject): Claim | undefined {
  if (hasTag(main, TAG.RPMVERSION)) return undefined;
  const traits = [
    absenceTrait(main, TAG.RPMVERSION, 'which rpmbuild writes'),
    absenceTrait(main, TAG.PAYLOADFLAGS, 'which rpmbuild writes'),
    lead.osnum === 0 && lead.major === 3 && text(TAG.OS) === 'linux'
      ? {
          what: 'the number 0 for linux: its writer mixes up architecture and system',
          where: 'lead',
        }
      : undefined,
  ];
  return traits.includes(undefined) ? undefined : claim('Eclipse Packager', traits);
}

/** Up to 9.0.1; later ones are not told apart. */
function install4j(subject: Subject): Claim | undefined {
  const { main, signature } = subject;
  if (main.region === undefined || !hasTag(main, TAG.ARCHIVESIZE)) return undefined;
  const more: (Trait | undefined)[] = [
    valueTrait(subject, TAG.GROUP, (value) => value === 'unsorted'),
    signature.region?.trailer.tag === TAG.HEADERIMAGE
      ? trait(signature, 'a region trailer of tag 61', SIGTAG.HEADERSIGNATURES)
      : undefined,
  ];
  if (more.every((each) => each === undefined)) return undefined;
  return claim('install4j', [
    trait(main, 'ARCHIVESIZE, which belongs into the signature header', TAG.ARCHIVESIZE),
    ...more,
    absenceTrait(main, TAG.BUILDHOST, 'which rpmbuild writes'),
  ]);
}

/** The first member's name, if it has the form. */
function memberNames({ archive }: Subject, form: RegExp, what: string): Trait | undefined {
  const member = archive?.members[0]?.member;
  if (member === undefined || member.format === 'stripped') return undefined;
  return form.test(member.name) ? { what, where: 'archive' } : undefined;
}

const RECOGNISERS: readonly ((subject: Subject) => Claim | undefined)[] = [
  rpmRs,
  rpm5,
  rpmpack,
  redline,
  eclipsePackager,
  install4j,
];

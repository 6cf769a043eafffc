/**
 * Who built a package and where, with the evidence for each claim.
 *
 * Policy: nothing is claimed that the package does not show, and a claim that rests on one trait
 * says so. Anybody can write anything into these texts: this helps to find whom to tell about a
 * defect, and proves nothing.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import type { PackageFacts } from '../package/facts/facts.ts';
import { buildService } from './fingerprint/build-services.ts';
import { packageWriter } from './fingerprint/package-writers.ts';
import { rpmbuild } from './fingerprint/rpmbuild.ts';
import { signingTraits } from './fingerprint/signers.ts';
import { specGenerator } from './fingerprint/spec-generators.ts';
import { type Claim, type Subject, subjectOf, type Trait } from './fingerprint/traits.ts';

export type FingerprintEvidence = Trait;

export interface Fingerprint {
  /** `rpmbuild 4.18.0`, `fpm (rpmbuild 4.18.2)`, `redline`; undefined where nothing tells. */
  readonly builder: string | undefined;
  /** `Open Build Service`, `Fedora Koji`, `a container`. */
  readonly service: string | undefined;
  /** Texts of the package about its origin, safe to print. */
  readonly host: string | undefined;
  readonly vendor: string | undefined;
  readonly packager: string | undefined;
  readonly distribution: string | undefined;
  /** Of the builder, of the service, of the signing; in this order. */
  readonly evidence: readonly FingerprintEvidence[];
}

/** What the head shows, and the archive where it was read; nothing of a head that is unreadable. */
export function fingerprint({ head, payload }: PackageFacts): Fingerprint {
  if (head === undefined) return UNKNOWN;
  const subject = subjectOf(head, payload?.archive);
  const builder = builderOf(subject);
  const service = buildService(subject);
  const text = (tag: number) => {
    const value = subject.text(tag);
    return value === undefined || value === '' ? undefined : displayText(value);
  };
  return {
    builder: builder.name,
    service: service?.name,
    host: text(TAG.BUILDHOST),
    vendor: text(TAG.VENDOR),
    packager: text(TAG.PACKAGER),
    distribution: text(TAG.DISTRIBUTION),
    evidence: [
      ...builder.traits,
      ...(service?.traits ?? []),
      ...signingTraits(subject, builder.name?.includes('rpmbuild') ?? false),
    ],
  };
}

const UNKNOWN: Fingerprint = {
  builder: undefined,
  service: undefined,
  host: undefined,
  vendor: undefined,
  packager: undefined,
  distribution: undefined,
  evidence: [],
};

function builderOf(subject: Subject): Pick<Claim, 'traits'> & { name: string | undefined } {
  const writer = packageWriter(subject);
  if (writer !== undefined) return writer;
  const made = rpmbuild(subject);
  const generator = specGenerator(subject);
  if ('borrowed' in made) {
    return generator ?? { name: undefined, traits: made.borrowed };
  }
  if (subject.text(TAG.PAYLOADFORMAT) === 'drpm') {
    const what = 'PAYLOADFORMAT is "drpm"; the rest is of the package that it leads to';
    const delta = { what, where: `main header, tag ${TAG.PAYLOADFORMAT}` };
    return { name: `makedeltarpm (${made.name})`, traits: [delta, ...made.traits] };
  }
  if (generator === undefined) return made;
  const traits = [...generator.traits, ...made.traits];
  return { name: `${generator.name} (${made.name})`, traits };
}

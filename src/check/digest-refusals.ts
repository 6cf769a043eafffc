/**
 * What rpm refuses for its digests, from the facts.
 *
 * Policy: the digests of a payload that was not read are taken for what the header promises.
 */
import type { PackageFacts } from '../package/facts/facts.ts';
import { LOST_PAYLOAD, packageVerification } from '../package/package-verification.ts';
import { remembering } from '../package/remembering.ts';
import { meaningOf } from '../package/verification-rule.ts';

/** Rules that keep a package from being verified, in the order of rpm's lines. */
export const digestRefusals: (facts: PackageFacts) => readonly string[] = remembering((facts) =>
  packageVerification(facts).flatMap(({ name, verdict, detail = '', computed }) => {
    const meaning = meaningOf({ name, verdict, detail });
    if (meaning.kind !== 'refused') return [];
    return [computed === LOST_PAYLOAD ? 'cow-already-transcoded' : meaning.rule];
  }),
);

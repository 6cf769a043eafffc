/**
 * What rpm verifies of a package, from the facts: one answer for rules and predictions.
 *
 * Policy: what was not read is taken for what the package says of it.
 */
import { isExtentsFile, type PackageFacts } from './facts/facts.ts';
import { remembering } from './remembering.ts';
import type { ComputedDigests, VerificationItem } from './verification-item.ts';
import { verificationItems } from './verification-items.ts';

/** The digest of what an extents file has lost: no right one can be like it. */
export const LOST_PAYLOAD = '';

const OF_LOST_PAYLOAD: ComputedDigests = {
  payload: LOST_PAYLOAD,
  headerAndPayload: LOST_PAYLOAD,
  signatures: new Map(),
};

/** The items that rpm 4.18 has something to say about, in its order; none without headers. */
export const packageVerification: (facts: PackageFacts) => readonly VerificationItem[] =
  remembering(verify);

function verify(facts: PackageFacts): readonly VerificationItem[] {
  const { head } = facts;
  return head === undefined ? [] : verificationItems(head, computedDigests(facts));
}

function computedDigests({ payload, extents }: PackageFacts): ComputedDigests {
  if (isExtentsFile(extents)) return OF_LOST_PAYLOAD;
  const digests = payload?.digests;
  return {
    payload: digests?.stored.get('SHA256'),
    headerAndPayload: digests?.headerAndPayloadMd5,
    signatures: digests?.signatures ?? new Map(),
  };
}

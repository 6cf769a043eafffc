/** What a wrong digest is the digest of, as far as the payload's facts tell. */
import type { PackageFacts } from '../../package/facts/facts.ts';
import type { VerificationItem } from '../../package/verification-item.ts';

const OF = /^[\w-]+ of /;

/** In words; undefined where nothing fits or the payload was not read. */
export function digestSource(
  { payload }: PackageFacts,
  { claimed, name }: VerificationItem,
): string | undefined {
  const algorithm = name.startsWith('MD5') ? 'MD5' : 'SHA256';
  for (const [what, digest] of payload?.digests.others ?? []) {
    if (digest === claimed && what.startsWith(algorithm)) return what.replace(OF, '');
  }
  return undefined;
}

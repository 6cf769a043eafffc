/**
 * What rpm 4.18 verifies of a package without a key, and what comes of it.
 *
 * Policy: pure but for digests of the header, which are computed here; those of the payload come
 * from whoever reads it, and what nobody has computed is taken for what the package says.
 * Source: rpm 4.18 lib/rpmvs.c (rpmvsVerify, sinfoCmp, getAlt).
 */
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { digestItems } from './verification-digests.ts';
import type { ComputedDigests, SortedItem, VerificationItem } from './verification-item.ts';
import { signatureItems } from './verification-signatures.ts';

/** The items that rpm has something to say about, in its order. */
export function verificationItems(
  head: PackageHead,
  computed: ComputedDigests,
): readonly VerificationItem[] {
  const items = [...signatureItems(head, computed), ...digestItems(head, computed)].sort(inOrder);
  const settled = items.map((item) =>
    item.verdict === 'BAD' && hasGoodTwin(item, items) ? absent(item) : item,
  );
  const covered = items
    .filter(({ kind, verdict }) => kind === 'digest' && verdict === 'OK')
    .reduce((range, item) => range | item.range, 0);
  return settled.filter(
    ({ kind, verdict, range }) =>
      verdict !== 'NOTFOUND' || (kind === 'digest' && (range & ~covered) !== 0),
  );
}

/** By range, signatures first, what was read first. */
function inOrder(a: SortedItem, b: SortedItem): number {
  const kinds = Number(b.kind === 'signature') - Number(a.kind === 'signature');
  return a.range - b.range || kinds || b.id - a.id || b.disabler - a.disabler;
}

/** One payload digest is enough: the other's failure is then not rpm's business. */
function hasGoodTwin({ id, disabler }: SortedItem, items: readonly SortedItem[]): boolean {
  const twin = items.find((other) => other.id !== id && other.disabler === disabler);
  return twin?.verdict === 'OK';
}

function absent({ kind, tag, header, position, range, name }: SortedItem): VerificationItem {
  return { kind, tag, header, position, range, name, verdict: 'NOTFOUND' };
}

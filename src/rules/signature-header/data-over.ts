/** Signature headers that some versions of rpm find too big. */
import type { Header } from '../../../native-free-parsers/header/header.ts';
import type { Evidence } from '../rule.ts';

/** Evidence at the header's number of data bytes if it has more than `least` KiB, up to `most`. */
export function* dataOver(
  { offset, store }: Header,
  least: number,
  most = Number.POSITIVE_INFINITY,
): Iterable<Evidence> {
  if (store.length <= least * 1024 || store.length > most * 1024) return;
  yield {
    where: { section: 'signature-header', offset: offset + 12, length: 4 },
    expected: `at most ${least * 1024} bytes`,
    found: `${store.length} bytes`,
  };
}

/**
 * What a wrong payload digest or MD5 may have been made of: ranges that builders have mistaken for
 * the right one.
 *
 * Policy: looks only where a digest is wrong, and then reads the file once more. Candidates are
 * named and left to the reader to compare.
 * Source: the builders' mistakes are public: google/rpmpack issue 60, rpm issues 398 and 1010.
 */
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { toHex } from '../../../native-free-parsers/bytes/hex.ts';
import { SIGTAG, TAG } from '../../../native-free-parsers/header/tags.ts';
import { getBytes, getString } from '../../../native-free-parsers/header/values.ts';
import { LEAD_SIZE } from '../../../native-free-parsers/lead.ts';
import type { Breather } from '../../io/breathe.ts';
import type { DigestName } from '../../io/digests.ts';
import { readerOf } from '../../io/package-input.ts';
import { pump } from '../../io/pump.ts';
import type { RpmPackage } from '../rpm-package.ts';
import type { PayloadDigests } from './facts.ts';
import { type DigestRange, RangeDigests } from './range-digests.ts';

/** What is known when candidates are looked for. */
export interface KnownDigests {
  readonly digests: Omit<PayloadDigests, 'others'>;
  /** Where what rpm reads of the payload ends, if that is known. */
  readonly payloadEnd: number | undefined;
}

/** Digests by what they were made of; empty where payload digest and MD5 are right or absent. */
export async function digestCandidates(
  source: ByteSource,
  { head, payloadOffset }: RpmPackage,
  { digests, payloadEnd = source.size }: KnownDigests,
  breathe: Breather,
): Promise<Map<string, string>> {
  const { file, stored, archive, headerAndPayloadMd5 } = digests;
  const { size } = source;
  const { signature, main, padding } = head;
  const candidates = new Map<string, string>();
  const ranges: DigestRange[] = [];
  const consider = (algorithm: DigestName, what: string, start: number, end: number) => {
    ranges.push({ name: `${algorithm} of ${what}`, algorithm, start, end });
  };

  if (differs(getString(main, TAG.PAYLOADDIGEST)?.toLowerCase(), stored.get('SHA256'))) {
    candidates.set('SHA256 of the whole file', file);
    const uncompressed = archive.get('SHA256');
    if (uncompressed !== undefined) {
      candidates.set('SHA256 of the uncompressed archive', uncompressed);
    }
    consider('SHA256', 'the main header and the payload', main.offset, size);
    consider('SHA256', 'the payload without what follows it', payloadOffset, payloadEnd);
  }
  const md5 = getBytes(signature, SIGTAG.MD5);
  if (differs(md5 && toHex(md5), headerAndPayloadMd5)) {
    const paddingOffset = main.offset - padding.length;
    consider('MD5', 'the main header alone', main.offset, payloadOffset);
    consider('MD5', 'the payload alone', payloadOffset, size);
    consider('MD5', 'the padding, the main header and the payload', paddingOffset, size);
    consider('MD5', 'main header and payload without what follows', main.offset, payloadEnd);
    consider('MD5', 'everything behind the lead', LEAD_SIZE, size);
    consider('MD5', 'the whole file', 0, size);
  }
  if (ranges.length === 0) return candidates;
  const found = new RangeDigests(0, ranges);
  await pump(readerOf(source), (chunk) => found.update(chunk), breathe);
  return new Map([...candidates, ...found.finish()]);
}

/** Whether both are there and not the same. */
function differs(claimed: string | undefined, computed: string | undefined): boolean {
  return claimed !== undefined && computed !== undefined && claimed !== computed;
}

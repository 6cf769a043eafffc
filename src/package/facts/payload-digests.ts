/**
 * The digests that a package's own digests are to be held against, computed as the payload is read.
 *
 * Policy: the file's bytes pass once, whoever asks for them; what the decoder leaves unread is read
 * at the end. Nothing is compared here.
 * Source: rpm 4.18 lib/rpmvs.c rpmvfyitems, lib/package.c rpmpkgRead.
 */
import type { ByteReader, ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { digestAlgorithm } from '../../../native-free-parsers/digest-algorithms.ts';
import { type Header, hasTag } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getUint32 } from '../../../native-free-parsers/header/values.ts';
import type { Breather } from '../../io/breathe.ts';
import { type DigestName, isDigestName } from '../../io/digests.ts';
import { readerOf } from '../../io/package-input.ts';
import { pump } from '../../io/pump.ts';
import type { RpmPackage } from '../rpm-package.ts';
import { payloadHashRanges } from '../signatures/signature-hash.ts';
import type { PayloadDigests } from './facts.ts';
import { type DigestRange, RangeDigests } from './range-digests.ts';

const FILE = 'file';
const HEADER_AND_PAYLOAD = 'header and payload';

/** Reads the payload and digests it on the way. */
export class PayloadDigester implements ByteReader {
  readonly #algorithms: readonly DigestName[];
  readonly #signatures: readonly DigestRange[];
  readonly #ranges: RangeDigests;
  readonly #payload: ByteReader;

  constructor(source: ByteSource, { head, payloadOffset }: RpmPackage) {
    const { size } = source;
    this.#algorithms = payloadDigestAlgorithms(head.main);
    const stored = this.#algorithms.map(
      (algorithm): DigestRange => ({
        name: algorithm,
        algorithm,
        start: payloadOffset,
        end: size,
      }),
    );
    this.#signatures = payloadHashRanges(head, size);
    this.#ranges = new RangeDigests(0, [
      { name: FILE, algorithm: 'SHA256', start: 0, end: size },
      { name: HEADER_AND_PAYLOAD, algorithm: 'MD5', start: head.main.offset, end: size },
      ...stored,
      ...this.#signatures,
    ]);
    this.#ranges.update(head.bytes);
    this.#payload = readerOf(source, payloadOffset);
  }

  read(into: Uint8Array): number {
    const size = this.#payload.read(into);
    this.#ranges.update(into.subarray(0, size));
    return size;
  }

  /** Reads what nobody has asked for, and gives the digests. */
  async finish(breathe: Breather): Promise<Omit<PayloadDigests, 'archive' | 'others'>> {
    await pump(this, () => {}, breathe);
    const digests = this.#ranges.finish();
    const named = (names: readonly string[]) =>
      new Map(names.filter((name) => digests.has(name)).map((name) => [name, digests.get(name)!]));
    return {
      file: digests.get(FILE)!,
      stored: named(this.#algorithms),
      headerAndPayloadMd5: digests.get(HEADER_AND_PAYLOAD),
      signatures: named(this.#signatures.map(({ name }) => name)),
    };
  }
}

/** Every algorithm that the header may have a payload digest in, as far as this host knows it. */
export function payloadDigestAlgorithms(main: Header): DigestName[] {
  const names = new Set<DigestName>();
  if (hasTag(main, TAG.PAYLOADDIGEST) || hasTag(main, TAG.PAYLOADDIGESTALT)) {
    names.add('SHA256');
    const declared = digestAlgorithm(getUint32(main, TAG.PAYLOADDIGESTALGO) ?? 0)?.name;
    if (declared !== undefined && isDigestName(declared)) names.add(declared);
  }
  if (hasTag(main, TAG.PAYLOADSHA512) || hasTag(main, TAG.PAYLOADSHA512ALT)) names.add('SHA512');
  if (hasTag(main, TAG.PAYLOADSHA3_256) || hasTag(main, TAG.PAYLOADSHA3_256ALT)) {
    names.add('SHA3-256');
  }
  return [...names];
}

/**
 * Everything that rules and predictions want to know of one file.
 *
 * Policy: the head first; the payload only when asked for and when rpm would get that far. Each
 * byte of the file is read once or, where something is wrong, twice. Memory does not grow with the
 * contents.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { FOOTER_LENGTH, hasExtentsMagic } from '../../native-free-parsers/extents/footer.ts';
import { digestOfChecksumType } from '../../native-free-parsers/repodata/checksum-types.ts';
import { makeBreather } from '../io/breathe.ts';
import { createDigest, hasDigest, isDigestName } from '../io/digests.ts';
import { readerOf } from '../io/package-input.ts';
import { pump } from '../io/pump.ts';
import {
  type ExtentsFacts,
  isExtentsFile,
  type PackageFacts,
  type PayloadFacts,
} from '../package/facts/facts.ts';
import { gatherHead } from '../package/facts/gather-head.ts';
import { gatherPayload } from '../package/facts/gather-payload.ts';
import type { ListingFacts } from '../package/facts/listing.ts';
import { checkSignatures } from '../package/signatures/check-signatures.ts';
import type { KeyRing } from '../package/signatures/key-ring.ts';
import { blockSizeOf, openExtentsFile, uncheckedSignatures } from '../transcode/extents-file.ts';
import { verifyExtents } from '../transcode/verify.ts';

export interface GatherOptions {
  /** False: nothing behind the head but what describes an extents file is read. */
  readonly payload: boolean;
  /** The keys to hold signatures against. */
  readonly keys?: KeyRing | undefined;
  /** What the metadata of its repository says of it. */
  readonly listing?: ListingFacts | undefined;
}

/** Reads a file as far as it is needed. Throws MachineError when a read fails. */
export async function gatherFacts(
  source: ByteSource,
  options: GatherOptions,
): Promise<PackageFacts> {
  const { size } = source;
  const { listing } = options;
  const { start, trouble, lead, signature, head, pkg } = gatherHead(readerOf(source));
  const readable = pkg !== undefined;
  const extents = endsAsExtents(source)
    ? await gatherExtents(source, readable, options)
    : undefined;
  const hasArchive = readable && !isExtentsFile(extents);
  const payload = options.payload && hasArchive ? await gatherPayload(source, pkg) : undefined;
  const hashes = payload?.digests.signatures ?? new Map();
  const signatures = head === undefined ? [] : await checkSignatures(head, hashes, options.keys);
  const listedDigest =
    listing && options.payload ? await digestAsListed(source, listing, payload) : undefined;
  return {
    size,
    start,
    trouble,
    lead,
    signature,
    head,
    pkg,
    signatures,
    extents,
    payload,
    listing,
    listedDigest,
  };
}

/** Undefined where this host cannot compute it. */
async function digestAsListed(
  source: ByteSource,
  { checksumType }: ListingFacts,
  payload: PayloadFacts | undefined,
): Promise<string | undefined> {
  const algorithm = digestOfChecksumType(checksumType);
  if (algorithm === undefined || !isDigestName(algorithm) || !hasDigest(algorithm))
    return undefined;
  if (algorithm === 'SHA256' && payload !== undefined) return payload.digests.file;
  const digest = createDigest(algorithm);
  await pump(readerOf(source), digest.update, makeBreather());
  return toHex(digest.digest());
}

function endsAsExtents(source: ByteSource): boolean {
  const tail = new Uint8Array(Math.min(FOOTER_LENGTH, source.size));
  source.readAt(source.size - tail.length, tail);
  return hasExtentsMagic(tail);
}

/** A head that rpm cannot read is trouble of its own: then nothing more is looked at. */
async function gatherExtents(
  source: ByteSource,
  readable: boolean,
  { payload }: GatherOptions,
): Promise<ExtentsFacts> {
  if (!readable) return NO_SECTIONS;
  try {
    const file = openExtentsFile(source);
    const { footer } = file;
    return {
      trouble: undefined,
      sections: { footer, blockSize: blockSizeOf(file), unchecked: uncheckedSignatures(file) },
      proof: payload ? await verifyExtents(file, makeBreather()) : undefined,
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { ...NO_SECTIONS, trouble: error.problem };
  }
}

const NO_SECTIONS: ExtentsFacts = { trouble: undefined, sections: undefined, proof: undefined };

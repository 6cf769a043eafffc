/**
 * Digest checks of our own, for hosts without rpmkeys, in rpm's wording.
 *
 * Policy: every digest that rpm 4.18 looks at is computed for real over the bytes it covers.
 * Signatures are never judged here: a readable one is reported as NOKEY, since no key is at hand,
 * an unreadable one as what it is.
 * Source: rpm 4.18 lib/rpmvs.c (rpmvfyitems, rpmvsVerify, sinfoCmp), lib/package.c.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { findEntry, type Header } from '../../native-free-parsers/header/header.ts';
import { SIGTAG, TAG } from '../../native-free-parsers/header/tags.ts';
import { getBytes, getString } from '../../native-free-parsers/header/values.ts';
import { describeSignature, signatureText } from '../../native-free-parsers/openpgp-signature.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { Breather } from '../io/breathe.ts';
import { createDigest, type DigestName, digestOf } from '../io/digests.ts';
import { pump } from '../io/pump.ts';
import type { Verification } from './checksig-verdict.ts';

/** What an item covers: rpm's RPMSIG_HEADER and RPMSIG_PAYLOAD. */
const HEADER = 1;
const PAYLOAD = 2;

type Verdict = 'OK' | 'BAD' | 'NOKEY' | 'NOTFOUND';

interface Item {
  readonly range: number;
  readonly kind: 'signature' | 'digest';
  readonly name: string;
  readonly verdict: Verdict;
  readonly detail?: string;
}

/**
 * Verifies a package.
 * @param original the whole package from its first byte.
 */
export async function verifyDigests(
  head: PackageHead,
  original: ByteReader,
  breathe?: Breather,
): Promise<Verification> {
  const { signature, main } = head;
  const computed = await digestPayload(head, original, breathe);
  const header = main.bytes;
  const headerDigest = (name: DigestName) => toHex(digestOf(name, header));
  const md5 = getBytes(signature, SIGTAG.MD5);
  const primary = payloadDigestItem(main, TAG.PAYLOADDIGEST, '', computed.payload);
  const alt = payloadDigestItem(main, TAG.PAYLOADDIGESTALT, ' ALT', computed.payload);
  const items: Item[] = [
    ...signatureItem(signature, SIGTAG.RSA, HEADER, 'Header ', 'RSA'),
    ...signatureItem(signature, SIGTAG.DSA, HEADER, 'Header ', 'DSA'),
    headerDigestItem(signature, SIGTAG.SHA256, 'SHA256', headerDigest),
    headerDigestItem(signature, SIGTAG.SHA1, 'SHA1', headerDigest),
    // One of the two is enough: the other one's failure is then not rpm's business.
    primary.verdict === 'OK' && alt.verdict === 'BAD' ? missing(alt) : alt,
    alt.verdict === 'OK' && primary.verdict === 'BAD' ? missing(primary) : primary,
    ...signatureItem(signature, SIGTAG.GPG, HEADER | PAYLOAD, '', 'DSA'),
    ...signatureItem(signature, SIGTAG.PGP, HEADER | PAYLOAD, '', 'RSA'),
    digestItem(HEADER | PAYLOAD, 'MD5 digest', md5 && toHex(md5), computed.headerAndPayload),
  ];
  return report(items);
}

/** Drops what is missing but not needed, and writes the rest down. */
function report(items: readonly Item[]): Verification {
  const covered = items
    .filter(({ kind, verdict }) => kind === 'digest' && verdict === 'OK')
    .reduce((range, item) => range | item.range, 0);
  const uncovered = (HEADER | PAYLOAD) & ~covered;
  const listed = items.filter(
    ({ kind, verdict, range }) =>
      verdict !== 'NOTFOUND' || (kind === 'digest' && (range & uncovered) !== 0),
  );
  const text = listed
    .map(({ name, verdict, detail }) => `    ${name}: ${verdict}${detail ? ` (${detail})` : ''}\n`)
    .join('');
  return { rc: listed.every(({ verdict }) => verdict === 'OK') ? 0 : 2, text };
}

function headerDigestItem(
  signature: Header,
  tag: number,
  algorithm: DigestName,
  compute: (name: DigestName) => string,
): Item {
  const expected = getString(signature, tag);
  const computed = expected === undefined ? '' : compute(algorithm);
  return digestItem(HEADER, `Header ${algorithm} digest`, expected, computed);
}

function payloadDigestItem(main: Header, tag: number, suffix: string, computed: string): Item {
  return digestItem(PAYLOAD, `Payload SHA256${suffix} digest`, getString(main, tag), computed);
}

function digestItem(
  range: number,
  name: string,
  expected: string | undefined,
  computed: string,
): Item {
  const item = { range, kind: 'digest', name } as const;
  if (expected === undefined) return { ...item, verdict: 'NOTFOUND' };
  if (expected.toLowerCase() === computed) return { ...item, verdict: 'OK' };
  return { ...item, verdict: 'BAD', detail: `Expected ${expected} != ${computed}` };
}

function missing(item: Item): Item {
  return { ...item, verdict: 'NOTFOUND' };
}

function signatureItem(
  signature: Header,
  tag: number,
  range: number,
  rangeName: string,
  algorithm: string,
): Item[] {
  if (findEntry(signature, tag) === undefined) return [];
  const item = { range, kind: 'signature' } as const;
  const bytes = getBytes(signature, tag) ?? new Uint8Array();
  try {
    const name = `${rangeName}${signatureText(describeSignature(bytes))}`;
    return [{ ...item, name, verdict: 'NOKEY' }];
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    const detail = `package tag ${tag}: invalid OpenPGP signature`;
    return [{ ...item, name: `${rangeName}${algorithm} signature`, verdict: 'BAD', detail }];
  }
}

/** The digests over the payload as stored, and over main header and payload together. */
async function digestPayload(
  { main, bytes }: PackageHead,
  original: ByteReader,
  breathe?: Breather,
): Promise<{ payload: string; headerAndPayload: string }> {
  const payload = createDigest('SHA256');
  const headerAndPayload = createDigest('MD5');
  headerAndPayload.update(main.bytes);
  let toSkip = bytes.length;
  await pump(
    original,
    (chunk) => {
      const part = chunk.subarray(Math.min(toSkip, chunk.length));
      toSkip -= chunk.length - part.length;
      payload.update(part);
      headerAndPayload.update(part);
    },
    breathe,
  );
  return { payload: toHex(payload.digest()), headerAndPayload: toHex(headerAndPayload.digest()) };
}

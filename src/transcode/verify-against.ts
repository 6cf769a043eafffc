/**
 * Proves an extents file against the package it was made of: same headers, same bytes in every
 * file, and the record of the input true.
 *
 * Policy: the original's payload is decoded again and compared byte for byte, so that no digest,
 * however weak, stands between the two.
 */
import { isDeepStrictEqual } from 'node:util';
import type { ByteReader, ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { fromHex, toHex } from '../../native-free-parsers/bytes/hex.ts';
import { findOffset } from '../../native-free-parsers/extents/digest-table.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { Breather } from '../io/breathe.ts';
import { isDigestName } from '../io/digests.ts';
import { openPackageFile, type PackageInput } from '../io/package-input.ts';
import { pump } from '../io/pump.ts';
import { ArchiveReader, type ContentSink } from '../package/archive-reader.ts';
import { readHead } from '../package/read-head.ts';
import type { Reason } from '../package/reason.ts';
import { describePackage } from '../package/rpm-package.ts';
import { unpack } from '../package/unpack.ts';
import { checkHead, type PendingVerification } from './checksig.ts';
import type { ExtentsFile } from './extents-file.ts';
import { PassThrough } from './pass-through.ts';

export interface AgainstOptions {
  readonly nativeFree: boolean;
  readonly breathe?: Breather;
}

/**
 * Everything in which an extents file differs from what the original installs; empty when it is
 * proven. @param original path of the package.
 * @throws FormatError or MachineError where the original cannot be read.
 */
export async function verifyAgainst(
  file: ExtentsFile,
  original: string,
  options: AgainstOptions,
): Promise<Reason[]> {
  const algorithms = file.csum.digests.map(({ name }) => name).filter(isDigestName);
  const input = openPackageFile(original, algorithms);
  try {
    const opened = readHead(input.stream);
    const findings = headFindings(file.package.head, opened.head);
    if (findings.length > 0) return findings;
    const checked = await checkHead(opened, input, 'record', options.breathe);
    const verification = await checked.start();
    try {
      return [
        ...(await contentFindings(file, opened.head, verification.payload, options)),
        ...csumFindings(file, input),
        ...(await checksigFindings(file, verification)),
      ];
    } finally {
      verification.end();
    }
  } catch (error) {
    if (error instanceof PassThrough) return [...error.because];
    throw error;
  } finally {
    input.close();
  }
}

/** Reads the payload to its end. */
async function contentFindings(
  file: ExtentsFile,
  head: PackageHead,
  payload: ByteReader,
  options: AgainstOptions,
): Promise<readonly Reason[]> {
  const comparison = new ContentComparison(file);
  const archive = new ArchiveReader(file.package.fileList, comparison);
  await unpack(describePackage(head), payload, archive, options);
  await pump(payload, () => {}, options.breathe);
  return comparison.findings;
}

/** What the file records of the input, which has been read to its end. */
function csumFindings({ csum }: ExtentsFile, { stream }: PackageInput): Reason[] {
  const findings: Reason[] = [];
  const { length, digests } = stream.finish();
  if (length !== csum.inputLength) {
    findings.push({
      rule: 'cow-csum',
      message: `the recorded length of the original is ${csum.inputLength}, it has ${length} bytes`,
    });
  }
  const computed = new Map<string, string>(
    digests.map(({ name, digest }) => [name, toHex(digest)]),
  );
  for (const { name, digest } of csum.digests) {
    const found = computed.get(name) ?? 'not computable here';
    if (found === toHex(digest)) continue;
    findings.push({
      rule: 'cow-csum',
      message: `the recorded ${name} digest of the original is ${toHex(digest)}, it has ${found}`,
    });
  }
  return findings;
}

/** Lead and headers byte for byte; the padding between them is no one's. */
function headFindings(found: PackageHead, expected: PackageHead): Reason[] {
  const parts = [
    [
      'lead',
      found.bytes.subarray(0, found.signature.offset),
      expected.bytes.subarray(0, expected.signature.offset),
    ],
    ['signature header', found.signature.bytes, expected.signature.bytes],
    ['main header', found.main.bytes, expected.main.bytes],
  ] as const;
  return parts
    .filter(([, a, b]) => Buffer.compare(a, b) !== 0)
    .map(([part]) => ({ rule: 'cow-head-differs', message: `the ${part} is not the original's` }));
}

/** The stored digests' verdict must be what verifying the original gives today. */
async function checksigFindings(
  { checksig }: ExtentsFile,
  pending: PendingVerification,
): Promise<Reason[]> {
  if (checksig === undefined) return [];
  try {
    const { verification } = await pending.finish();
    if (isDeepStrictEqual(digestLines(verification.text), digestLines(checksig.text))) return [];
    return [
      {
        rule: 'cow-stored-verdict',
        message: 'the stored verification is not that of the original',
      },
    ];
  } catch (error) {
    if (error instanceof PassThrough) return [...error.because];
    throw error;
  }
}

/** What is said of digests: signatures may read otherwise, once their keys have been imported. */
function digestLines(text: string): string[] {
  return text.split('\n').filter((line) => / digest: /.test(line));
}

/** Compares the archive's contents with what lies where the plugin would look. */
class ContentComparison implements ContentSink {
  readonly findings: Reason[] = [];
  readonly #file: ExtentsFile;
  readonly #source: ByteSource;
  readonly #contents: ReadonlyMap<number, readonly string[]>;
  #current: FileEntry | undefined;
  #position = 0;
  #differs = false;
  #buffer = new Uint8Array(0);

  constructor(file: ExtentsFile) {
    this.#file = file;
    this.#source = file.source;
    this.#contents = new Map(file.contents.map(({ file: { index }, keys }) => [index, keys]));
  }

  begin(file: FileEntry): void {
    this.#current = file;
    const key = this.#contents.get(file.index)?.[0];
    const offset = key === undefined ? undefined : findOffset(this.#file.table, fromHex(key)!);
    this.#differs = offset === undefined && file.size > 0;
    this.#position = offset ?? 0;
  }

  content(bytes: Uint8Array): void {
    if (this.#differs) return;
    if (this.#buffer.length < bytes.length) this.#buffer = new Uint8Array(bytes.length);
    const there = this.#buffer.subarray(0, bytes.length);
    const size = this.#source.readAt(this.#position, there);
    this.#position += bytes.length;
    this.#differs = size < bytes.length || Buffer.compare(there, bytes) !== 0;
  }

  end(): void {
    if (!this.#differs) return;
    this.findings.push({
      rule: 'cow-content-mismatch',
      message: `${displayText(this.#current!.path)} is not what the original installs`,
    });
  }
}

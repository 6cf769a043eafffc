/**
 * Proves an extents file: that a CoW host installs from it exactly what its header promises.
 *
 * Policy: nothing in the file is believed, every byte is read. Reads through one buffer; the table
 * is the only thing kept. An unreadable file is a FormatError, everything else a finding.
 */
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { csumBlockLength } from '../../native-free-parsers/extents/csum-block.ts';
import type { Breather } from '../io/breathe.ts';
import { ContentDigest } from '../io/content-digest.ts';
import { isDigestName } from '../io/digests.ts';
import { isZeroRange } from '../io/zero-range.ts';
import { hasDigestOf } from '../package/content-check.ts';
import type { Reason } from '../package/reason.ts';
import { contentMismatch } from './content-mismatch.ts';
import type { Extent, ExtentsFile } from './extents-file.ts';
import { flawed } from './flaw.ts';
import { verifyStructure } from './verify-structure.ts';

const PIECE = 1024 * 1024;

/** Everything that is wrong with an extents file, from its bytes alone; empty when it is proven. */
export async function verifyExtents(file: ExtentsFile, breathe?: Breather): Promise<Reason[]> {
  const { extents, findings } = verifyStructure(file);
  return [...findings, ...(await verifyContents(file, extents, breathe))];
}

/** What is wrong with contents and padding, where the structure leads to them. */
export async function verifyContents(
  file: ExtentsFile,
  extents: readonly Extent[],
  breathe?: Breather,
): Promise<Reason[]> {
  return [...(await contentFindings(file, extents, breathe)), ...paddingFindings(file, extents)];
}

async function contentFindings(
  { source, package: pkg, extentsEnd }: ExtentsFile,
  extents: readonly Extent[],
  breathe?: Breather,
): Promise<Reason[]> {
  const { name } = pkg.fileList.digestAlgorithm;
  if (!isDigestName(name)) {
    return [
      { rule: 'digest-not-computable', message: `file digests in ${name} cannot be computed here` },
    ];
  }
  const findings: Reason[] = [];
  const digest = new ContentDigest(name);
  const largest = extents.reduce((most, { size }) => Math.max(most, size), 0);
  const piece = new Uint8Array(Math.min(PIECE, largest));
  const computed = new Map<string, string>();
  for (const { offset, size, content } of extents) {
    if (offset + size > extentsEnd) continue;
    const place = `${offset}+${size}`;
    let found = computed.get(place);
    if (found === undefined) {
      digest.begin(size);
      for (let at = 0; at < size; at += PIECE) {
        const part = piece.subarray(0, Math.min(PIECE, size - at));
        digest.update(part.subarray(0, source.readAt(offset + at, part)));
        const pause = breathe?.();
        if (pause !== undefined) await pause;
      }
      found = toHex(digest.finish());
      computed.set(place, found);
    }
    const { file } = content;
    if (!hasDigestOf(file, name, found)) findings.push(contentMismatch(file, offset, name, found));
  }
  return findings;
}

/** Between the headers, between extents and before the footer there is nothing but zeros. */
function paddingFindings(file: ExtentsFile, extents: readonly Extent[]): Reason[] {
  const { package: pkg, extentsEnd, footer, csum, source } = file;
  const { signature, main } = pkg.head;
  const gaps: [start: number, end: number][] = [
    [signature.offset + signature.bytes.length, main.offset],
  ];
  let end = pkg.payloadOffset;
  for (const { offset, size } of extents.toSorted((a, b) => a.offset - b.offset)) {
    if (offset > end) gaps.push([end, Math.min(offset, extentsEnd)]);
    end = Math.max(end, offset + size);
  }
  gaps.push([Math.min(end, extentsEnd), extentsEnd]);
  gaps.push([footer.csum + csumBlockLength(csum), footer.start]);
  const dirty = gaps.find(([start, stop]) => !isZeroRange(source, start, stop));
  if (dirty === undefined) return [];
  const [offset, stop] = dirty;
  return [
    flawed('cow-padding-nonzero', {
      section: 'extents',
      offset,
      expected: `nothing but zeros up to ${stop}`,
      found: 'other bytes',
    }),
  ];
}

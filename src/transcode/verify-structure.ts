/**
 * Everything about an extents file that can be judged without reading its contents.
 *
 * Policy: what is expected comes from the package header, once that has its own digests; table,
 * offsets and the stored verification are claims to be tested.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { checksigBlockLength } from '../../native-free-parsers/extents/checksig-block.ts';
import { digestTableLength, isSorted } from '../../native-free-parsers/extents/digest-table.ts';
import { dataOffset, findEntry } from '../../native-free-parsers/header/header.ts';
import { SIGTAG } from '../../native-free-parsers/header/tags.ts';
import { getString } from '../../native-free-parsers/header/values.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { type DigestName, digestOf, isDigestName } from '../io/digests.ts';
import type { Reason } from '../package/reason.ts';
import { judgeVerification } from './checksig-verdict.ts';
import { type Extent, type ExtentsFile, locate, SMALLEST_BLOCK } from './extents-file.ts';
import { flawed } from './flaw.ts';

export interface Structure {
  /** Every content that the table leads to, in the order of the header. */
  readonly extents: readonly Extent[];
  readonly findings: readonly Reason[];
}

export function verifyStructure(file: ExtentsFile): Structure {
  const { extents, missing, needed } = locate(file);
  const findings = [
    ...file.refusals,
    ...headerDigestFindings(file.package.head),
    ...tableFindings(file, needed),
    ...checksigFindings(file),
    ...csumFindings(file),
    ...missing.map(({ content, key }) =>
      flawed('cow-content-missing', {
        section: 'table',
        offset: file.footer.table,
        path: displayText(content.file.path),
        expected: `a record for ${key}`,
        found: 'none',
      }),
    ),
    ...placementFindings(file, extents),
  ];
  return { extents, findings };
}

/** The header must be the one that its own digests were made for. */
function headerDigestFindings({ signature, main }: PackageHead): Reason[] {
  const claims: [DigestName, number][] = [
    ['SHA1', SIGTAG.SHA1],
    ['SHA256', SIGTAG.SHA256],
  ];
  return claims.flatMap(([name, tag]) => {
    const claimed = getString(signature, tag)?.toLowerCase();
    if (claimed === undefined) return [];
    const computed = toHex(digestOf(name, main.bytes));
    if (claimed === computed) return [];
    return [
      flawed('pkg-header-digest-bad', {
        section: 'signature-header',
        offset: dataOffset(signature, signature.entries[findEntry(signature, tag)!]!),
        expected: `the ${name} digest ${computed} of the main header`,
        found: displayText(claimed),
      }),
    ];
  });
}

function tableFindings(file: ExtentsFile, needed: number): Reason[] {
  const { table, footer, package: pkg, refusals } = file;
  const findings: Reason[] = [];
  const add = (rule: string, offset: number, expected: string, found: string) => {
    findings.push(flawed(rule, { section: 'table', offset, expected, found }));
  };
  const sorted = isSorted(table);
  if (!sorted) {
    add('cow-table-unsorted', footer.table, 'rising digests', 'one that is not above the last');
  }
  const { length, name } = pkg.fileList.digestAlgorithm;
  if (table.count > 0 && table.digestLength !== length) {
    const expected = `${name} digests of ${length} bytes`;
    add('cow-table-digest-length', footer.table + 4, expected, `${table.digestLength} bytes`);
  }
  const unused = table.count - needed;
  // In a table that is not sorted, what is needed may not have been found.
  if (sorted && refusals.length === 0 && unused > 0) {
    const expected = `${needed} records that are needed`;
    add('cow-table-extra', footer.table, expected, `${unused} more that serve no file`);
  }
  const end = footer.table + digestTableLength(table.count, table.digestLength);
  if (end !== footer.csum) {
    add('cow-section-gap', end, 'the csum block', `a gap up to ${footer.csum}`);
  }
  return findings;
}

function checksigFindings({ checksig, footer }: ExtentsFile): Reason[] {
  if (checksig === undefined) return [];
  const findings: Reason[] = [];
  const add = (rule: string, offset: number, expected: string, found: string) => {
    findings.push(flawed(rule, { section: 'checksig', offset, expected, found }));
  };
  const { refusals, unchecked } = judgeVerification(checksig);
  const start = footer.checksig!;
  for (const { message } of refusals) {
    add('cow-stored-verdict', start, 'a verification without a failure', displayText(message));
  }
  const end = start + checksigBlockLength(checksig);
  if (end !== footer.table) {
    add('cow-section-gap', end, 'the digest table', `a gap up to ${footer.table}`);
  }
  const passed = refusals.length + unchecked.length === 0;
  if ((checksig.rc === 0) !== passed) {
    const expected = `the result ${passed ? '0' : '2'} that the stored text amounts to`;
    add('cow-stored-verdict', start, expected, `${checksig.rc}`);
  }
  return findings;
}

function csumFindings({ csum, footer }: ExtentsFile): Reason[] {
  return csum.digests.flatMap(({ name, digest }) => {
    if (!isDigestName(name)) return [];
    const { length } = digestOf(name, new Uint8Array());
    if (length === digest.length) return [];
    const expected = `a ${name} digest of ${length} bytes`;
    const found = `${digest.length} bytes`;
    return [flawed('cow-csum', { section: 'csum', offset: footer.csum, expected, found })];
  });
}

/** Extents must lie between the headers and the checksig block, on whole blocks, clear of each other. */
function placementFindings(
  { extentsEnd, package: pkg, source }: ExtentsFile,
  extents: readonly Extent[],
): Reason[] {
  const findings: Reason[] = [];
  const add = (rule: string, { offset, content }: Extent, expected: string, found: string) => {
    const path = displayText(content.file.path);
    findings.push(flawed(rule, { section: 'extents', offset, path, expected, found }));
  };
  const sorted = extents.toSorted((a, b) => a.offset - b.offset || a.size - b.size);
  let last: Extent | undefined;
  for (const extent of sorted) {
    const { offset, size } = extent;
    const lastBlock = Math.ceil((offset + size) / SMALLEST_BLOCK) * SMALLEST_BLOCK;
    if (offset < pkg.payloadOffset || offset + size > extentsEnd) {
      const expected = `${size} bytes between ${pkg.payloadOffset} and ${extentsEnd}`;
      add('cow-extent-range', extent, expected, `an extent at ${offset}`);
    } else if (lastBlock > source.size) {
      const expected = `the whole of its last block, up to ${lastBlock}`;
      add('cow-extent-range', extent, expected, `a file of ${source.size} bytes`);
    }
    if (offset % SMALLEST_BLOCK !== 0) {
      add('cow-extent-alignment', extent, `a multiple of ${SMALLEST_BLOCK}`, `${offset}`);
    }
    if (last !== undefined && offset < last.offset + last.size && !isSame(extent, last)) {
      const found = `an extent at ${offset}`;
      const { path } = last.content.file;
      const end = last.offset + last.size;
      add(
        'cow-extent-overlap',
        extent,
        `nothing before ${displayText(path)} ends at ${end}`,
        found,
      );
    }
    last = extent;
  }
  return findings;
}

function isSame(a: Extent, b: Extent): boolean {
  return a.offset === b.offset && a.size === b.size;
}

/**
 * Everything about an extents file that can be judged without reading its contents.
 *
 * Policy: what is expected comes from the package header, once that has its own digests; table,
 * offsets and the stored verification are claims to be tested.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { checksigBlockLength } from '../../native-free-parsers/extents/checksig-block.ts';
import {
  type DigestTable,
  digestAt,
  digestTableLength,
  isSorted,
} from '../../native-free-parsers/extents/digest-table.ts';
import { SIGTAG } from '../../native-free-parsers/header/tags.ts';
import { getString } from '../../native-free-parsers/header/values.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import { type DigestName, digestOf, isDigestName } from '../io/digests.ts';
import type { Reason } from '../package/reason.ts';
import { judgeVerification } from './checksig-verdict.ts';
import { type Extent, type ExtentsFile, locate, SMALLEST_BLOCK } from './extents-file.ts';
import type { PlannedContent } from './plan.ts';

export interface Structure {
  /** Every content that the table leads to, in the order of the header. */
  readonly extents: readonly Extent[];
  readonly findings: readonly Reason[];
}

export function verifyStructure(file: ExtentsFile): Structure {
  const { extents, missing } = locate(file);
  const findings = [
    ...file.refusals,
    ...headerDigestFindings(file.package.head),
    ...tableFindings(file),
    ...checksigFindings(file),
    ...csumFindings(file),
    ...missing.map(({ content, key }) =>
      finding(
        'cow-content-missing',
        `${displayText(content.file.path)}: ${key} is not in the digest table`,
      ),
    ),
    ...placementFindings(file, extents),
  ];
  return { extents, findings };
}

function finding(rule: string, message: string): Reason {
  return { rule, message };
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
      finding(
        'pkg-header-digest-bad',
        `the main header has the ${name} digest ${computed}, the signature header says ${claimed}`,
      ),
    ];
  });
}

function tableFindings(file: ExtentsFile): Reason[] {
  const { table, footer, package: pkg, contents, refusals } = file;
  const findings: Reason[] = [];
  if (!isSorted(table)) {
    findings.push(
      finding('cow-table-unsorted', 'the digest table is not sorted, or has a digest twice'),
    );
  }
  const { length, name } = pkg.fileList.digestAlgorithm;
  if (table.count > 0 && table.digestLength !== length) {
    findings.push(
      finding(
        'cow-table-digest-length',
        `the digest table has digests of ${table.digestLength} bytes, ${name} has ${length}`,
      ),
    );
  }
  const unused = refusals.length > 0 ? 0 : countUnused(table, contents);
  if (unused > 0) {
    findings.push(
      finding('cow-table-extra', `${unused} records of the digest table serve no file`),
    );
  }
  const end = footer.table + digestTableLength(table.count, table.digestLength);
  if (end !== footer.csum) {
    findings.push(
      finding(
        'cow-section-gap',
        `the digest table ends at ${end}, the csum block starts at ${footer.csum}`,
      ),
    );
  }
  return findings;
}

function countUnused(table: DigestTable, contents: readonly PlannedContent[]): number {
  const wanted = new Set(contents.flatMap(({ keys }) => keys));
  let unused = 0;
  for (let i = 0; i < table.count; i++) if (!wanted.has(toHex(digestAt(table, i)))) unused++;
  return unused;
}

function checksigFindings({ checksig, footer }: ExtentsFile): Reason[] {
  if (checksig === undefined) return [];
  const { refusals, unchecked } = judgeVerification(checksig);
  const findings = refusals.map(({ message }) =>
    finding('cow-stored-verdict', `stored verification: ${message}`),
  );
  const end = footer.checksig! + checksigBlockLength(checksig);
  if (end !== footer.table) {
    findings.push(
      finding(
        'cow-section-gap',
        `the checksig block ends at ${end}, the digest table starts at ${footer.table}`,
      ),
    );
  }
  if ((checksig.rc === 0) !== (refusals.length + unchecked.length === 0)) {
    findings.push(
      finding('cow-stored-verdict', `the stored result ${checksig.rc} contradicts the stored text`),
    );
  }
  return findings;
}

function csumFindings({ csum }: ExtentsFile): Reason[] {
  return csum.digests.flatMap(({ name, digest }) => {
    if (isDigestName(name) && digestOf(name, new Uint8Array()).length !== digest.length) {
      return [finding('cow-csum', `the ${name} digest of the input has ${digest.length} bytes`)];
    }
    return [];
  });
}

/** Extents must lie between the headers and the checksig block, on whole blocks, clear of each other. */
function placementFindings(
  { extentsEnd, package: pkg, source }: ExtentsFile,
  extents: readonly Extent[],
): Reason[] {
  const findings: Reason[] = [];
  const sorted = extents.toSorted((a, b) => a.offset - b.offset || a.size - b.size);
  let last: Extent | undefined;
  let end = 0;
  for (const extent of sorted) {
    const path = displayText(extent.content.file.path);
    if (extent.offset < pkg.payloadOffset || extent.offset + extent.size > extentsEnd) {
      findings.push(
        finding(
          'cow-extent-range',
          `${path} at ${extent.offset} + ${extent.size} is not between ${pkg.payloadOffset} and ${extentsEnd}`,
        ),
      );
    }
    if (extent.offset % SMALLEST_BLOCK !== 0) {
      findings.push(finding('cow-extent-alignment', `${path} at ${extent.offset} is on no block`));
    }
    if (last !== undefined && extent.offset < last.offset + last.size && !isSame(extent, last)) {
      findings.push(
        finding('cow-extent-overlap', `${path} overlaps ${displayText(last.content.file.path)}`),
      );
    }
    last = extent;
    end = Math.max(end, extent.offset + extent.size);
  }
  if (Math.ceil(end / SMALLEST_BLOCK) * SMALLEST_BLOCK > source.size) {
    findings.push(finding('cow-extent-range', 'the last block reaches past the end of the file'));
  }
  return findings;
}

function isSame(a: Extent, b: Extent): boolean {
  return a.offset === b.offset && a.size === b.size;
}

/**
 * Everything in a package or an extents file, with offsets.
 *
 * Policy: describes and does not judge: no digest is compared, no rule applied. Goes on behind
 * what rpm refuses as long as it is clear where the next part starts. Keeps the head and what it
 * says of members; everything else passes through small buffers.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { FOOTER_LENGTH, hasExtentsMagic } from '../../native-free-parsers/extents/footer.ts';
import { LEAD_SIZE, parseLead } from '../../native-free-parsers/lead.ts';
import { formatNevra } from '../../native-free-parsers/nevra.ts';
import { readerOf } from '../io/package-input.ts';
import { inspectPadding, readUpTo } from './inspect-bytes.ts';
import { inspectExtents } from './inspect-extents.ts';
import { inspectHeader, outlineHeader } from './inspect-header.ts';
import { inspectPayload } from './inspect-payload.ts';
import { problemLog } from './inspect-problems.ts';
import { inspectedText } from './inspected-text.ts';
import type {
  HeaderInspection,
  Inspection,
  InspectionProblem,
  LeadInspection,
  PaddingInspection,
} from './inspection.ts';
import { readHead } from './read-head.ts';
import { describePackage, type RpmPackage } from './rpm-package.ts';

/**
 * Inspects a file.
 * @throws FormatError (section lead) when it does not begin as a package does; whatever stops it
 *   later is among the problems. MachineError when a read fails.
 */
export async function inspectPackage(source: ByteSource): Promise<Inspection> {
  const lead = inspectLead(source);
  const problems: InspectionProblem[] = [];
  const log = problemLog(problems);
  const head = log.attempt(() => readHead(readerOf(source)).head);
  const pkg = head && log.attempt(() => describePackage(head));
  const headers = head
    ? {
        signatureHeader: inspectHeader(head.signature),
        padding: inspectPadding(source, head.main.offset - head.padding.length, head.main.offset),
        mainHeader: inspectHeader(head.main),
      }
    : outlineHeaders(source);
  const headEnd = endWithin(source, headers.mainHeader);
  const common = { size: source.size, nevra: nevraOf(pkg), lead, ...headers, problems };
  if (endsAsExtents(source)) {
    const extents = inspectExtents(source, headEnd, pkg?.fileList.files ?? [], log);
    return { kind: 'extents', ...common, payload: null, extents };
  }
  const payload = headEnd === undefined ? null : await inspectPayload(source, headEnd, pkg, log);
  return { kind: 'package', ...common, payload, extents: null };
}

function inspectLead(source: ByteSource): LeadInspection {
  const bytes = readUpTo(source, 0, LEAD_SIZE);
  const { name, reserved, ...fields } = parseLead(bytes);
  return {
    offset: 0,
    length: LEAD_SIZE,
    ...fields,
    name: inspectedText(name),
    reserved: toHex(reserved),
  };
}

interface Headers {
  readonly signatureHeader: HeaderInspection | null;
  readonly padding: PaddingInspection | null;
  readonly mainHeader: HeaderInspection | null;
}

/** The headers of a head that rpm refuses, as far as they can be found. */
function outlineHeaders(source: ByteSource): Headers {
  const signatureHeader = outlineHeader(source, 'signature', LEAD_SIZE);
  const end = endWithin(source, signatureHeader);
  if (end === undefined) return { signatureHeader, padding: null, mainHeader: null };
  const mainOffset = end + ((8 - (end % 8)) % 8);
  if (mainOffset > source.size) return { signatureHeader, padding: null, mainHeader: null };
  return {
    signatureHeader,
    padding: inspectPadding(source, end, mainOffset),
    mainHeader: outlineHeader(source, 'main', mainOffset),
  };
}

/** Where a header ends, if the file goes that far. */
function endWithin(source: ByteSource, header: HeaderInspection | null): number | undefined {
  if (header === null) return undefined;
  const end = header.offset + header.length;
  return end <= source.size ? end : undefined;
}

function endsAsExtents(source: ByteSource): boolean {
  return hasExtentsMagic(readUpTo(source, Math.max(0, source.size - FOOTER_LENGTH), FOOTER_LENGTH));
}

function nevraOf(pkg: RpmPackage | undefined): string | null {
  return pkg === undefined ? null : inspectedText(formatNevra(pkg.nevra));
}

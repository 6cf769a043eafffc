/**
 * The lead: the first 96 bytes, a fossil of rpm 1 that file(1), old rpm and the deny list of the
 * CoW transcoder still look at.
 *
 * Policy: only the magic and the length make it unreadable; everything else is reported as it
 * stands, and {@link leadRefusal} says what rpm thinks of it.
 * Source: rpm docs/manual/format_lead.md, lib/rpmlead.c.
 */
import { FormatError, type FormatProblem } from './bytes/format-error.ts';
import { toHex, toLatin1 } from './bytes/hex.ts';

/** Bytes in a lead. */
export const LEAD_SIZE = 96;

const MAGIC = [0xed, 0xab, 0xee, 0xdb];
const NAME_SIZE = 66;
/** RPMSIGTYPE_HEADERSIG: a signature header follows. The only kind since rpm 3. */
const SIGNATURE_TYPE_HEADER = 5;

export interface Lead {
  readonly major: number;
  readonly minor: number;
  /** 0 binary, 1 source. Decides nothing: rpm looks at the main header's tags. */
  readonly type: number;
  readonly archnum: number;
  /** What stands before the first NUL of the 66 name bytes, as Latin-1. */
  readonly name: string;
  /** False when all 66 bytes are used: readers that expect a C string run past the field. */
  readonly nameTerminated: boolean;
  readonly osnum: number;
  readonly signatureType: number;
  /** The last 16 bytes, zero by the specification. */
  readonly reserved: Uint8Array;
}

/** Whether these bytes begin as an RPM package does. Fewer than four bytes never do. */
export function hasLeadMagic(bytes: Uint8Array): boolean {
  return MAGIC.every((byte, at) => bytes[at] === byte);
}

/**
 * Reads the lead from the start of a file.
 * @throws FormatError TRUNCATED (fewer than 96 bytes), BAD_MAGIC.
 */
export function parseLead(bytes: Uint8Array): Lead {
  if (!hasLeadMagic(bytes)) {
    throw new FormatError({
      code: bytes.length < 4 ? 'TRUNCATED' : 'BAD_MAGIC',
      section: 'lead',
      offset: 0,
      expected: 'the lead magic edabeedb',
      found: bytes.length === 0 ? 'an empty file' : toHex(bytes.subarray(0, 4)),
      rpmSays: 'not an rpm package',
    });
  }
  if (bytes.length < LEAD_SIZE) {
    throw new FormatError({
      code: 'TRUNCATED',
      section: 'lead',
      offset: bytes.length,
      expected: `${LEAD_SIZE} bytes of lead`,
      found: `${bytes.length} bytes`,
      rpmSays: 'not an rpm package',
    });
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, LEAD_SIZE);
  const nameField = bytes.subarray(10, 10 + NAME_SIZE);
  const nul = nameField.indexOf(0);
  return {
    major: view.getUint8(4),
    minor: view.getUint8(5),
    type: view.getUint16(6),
    archnum: view.getUint16(8),
    name: toLatin1(nul < 0 ? nameField : nameField.subarray(0, nul)),
    nameTerminated: nul >= 0,
    osnum: view.getUint16(76),
    signatureType: view.getUint16(78),
    reserved: bytes.slice(80, LEAD_SIZE),
  };
}

/** Why rpm up to 4.19 refuses a package with this lead, if it does (rpmLeadCheck; 4.20 looks at the magic only). */
export function leadRefusal(lead: Lead): FormatProblem | undefined {
  if (lead.signatureType !== SIGNATURE_TYPE_HEADER) {
    return {
      code: 'BAD_VALUE',
      defect: 'signature-type',
      section: 'lead',
      offset: 78,
      expected: `signature type ${SIGNATURE_TYPE_HEADER}`,
      found: `${lead.signatureType}`,
      rpmSays: 'illegal signature type',
    };
  }
  if (lead.major < 3 || lead.major > 4) {
    return {
      code: 'BAD_VALUE',
      defect: 'version',
      section: 'lead',
      offset: 4,
      expected: 'major version 3 or 4',
      found: `${lead.major}.${lead.minor}`,
      rpmSays: 'unsupported RPM package version',
    };
  }
  return undefined;
}

/**
 * One extents file from its path to the verdict on it.
 *
 * Policy: never throws and prints nothing, so it runs in any thread; what goes wrong is in the
 * result.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { formatNevra } from '../../native-free-parsers/nevra.ts';
import { makeBreather } from '../io/breathe.ts';
import { openFileSource } from '../io/file-source.ts';
import type { Reason } from '../package/reason.ts';
import { troubleOf, type Unreadable } from '../package/unreadable.ts';
import {
  blockSizeOf,
  type ExtentsFile,
  openExtentsFile,
  uncheckedSignatures,
} from './extents-file.ts';
import { verifyExtents } from './verify.ts';
import { type AgainstOptions, verifyAgainst } from './verify-against.ts';

/** What there is to say of one extents file: a plain record. */
export interface Proof {
  readonly path: string;
  readonly proven: boolean;
  readonly nevra: string;
  /** Files in the package header. */
  readonly files: number;
  /** Distinct contents. */
  readonly extents: number;
  /** Bytes that all contents are aligned to. */
  readonly blockSize: number;
  /** Bytes of the extents file. */
  readonly size: number;
  /** The original it was compared with. */
  readonly against: string | null;
  readonly findings: readonly Reason[];
  /** Signatures that nobody has checked. */
  readonly unchecked: readonly Reason[];
}

export type ProofResult =
  | { readonly kind: 'read'; readonly record: Proof }
  /** It, or the original, could not be read, or it is no extents file. */
  | { readonly kind: 'unreadable'; readonly unreadable: Unreadable };

export interface ProveOptions extends Partial<AgainstOptions> {
  /** The path of the package that it was made of, to compare with. */
  readonly against?: string | undefined;
  /** Told of bytes of the extents file as they are read. */
  readonly onRead?: (bytes: number) => void;
}

export async function proveFile(path: string, options: ProveOptions = {}): Promise<ProofResult> {
  const { against, nativeFree = false, breathe = makeBreather(), onRead } = options;
  let reading = path;
  try {
    const source = openFileSource(path);
    try {
      const file = openExtentsFile(onRead === undefined ? source : watched(source, onRead));
      const findings = await verifyExtents(file, breathe);
      if (against !== undefined) {
        reading = against;
        findings.push(...(await verifyAgainst(file, against, { nativeFree, breathe })));
      }
      return { kind: 'read', record: describe(path, file, findings, against) };
    } finally {
      source.close();
    }
  } catch (error) {
    return { kind: 'unreadable', unreadable: troubleOf(reading, error) };
  }
}

function watched(source: ByteSource, onRead: (bytes: number) => void): ByteSource {
  return {
    size: source.size,
    readAt(offset, into) {
      const bytes = source.readAt(offset, into);
      onRead(bytes);
      return bytes;
    },
  };
}

function describe(
  path: string,
  file: ExtentsFile,
  findings: readonly Reason[],
  against: string | undefined,
): Proof {
  return {
    path,
    proven: findings.length === 0,
    nevra: formatNevra(file.package.nevra),
    files: file.package.fileList.files.length,
    extents: new Set(file.table.offsets).size,
    blockSize: blockSizeOf(file),
    size: file.source.size,
    against: against ?? null,
    findings,
    unchecked: uncheckedSignatures(file),
  };
}

/**
 * What the system's rpmkeys says of a package before a byte of its payload is decoded.
 *
 * Policy: as little as does: nothing of what nobody signed, the head where only the header is
 * signed (8 ms, however large the package is), else the whole package, which is read to its end for
 * it. rpmkeys has ended when this has: nothing is started any more while somebody decodes. Where
 * there is no rpmkeys, or it has nothing to say, digests have to do, and no key is known.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { Breather } from '../io/breathe.ts';
import type { PackageInput } from '../io/package-input.ts';
import { pump } from '../io/pump.ts';
import { type RpmkeysResult, startRpmkeys } from '../io/rpmkeys.ts';
import { Spool } from '../io/spool.ts';
import type { OpenedPackage } from '../package/read-head.ts';
import type { Verification } from '../package/verification.ts';
import { needsRpmkeys } from './needs-rpmkeys.ts';
import { verifyDigests } from './own-verification.ts';

export type RpmkeysAnswer =
  /** Signatures that rpmkeys has looked at; undefined: none, or nobody could. */
  | { readonly kind: 'header'; readonly lines: readonly string[] | undefined }
  /** All there is to know, and the payload, which may have been read once for it. */
  | {
      readonly kind: 'whole';
      readonly verification: Verification;
      readonly payload: ByteReader;
    };

/** Asks about a package of which only the head has been read. */
export async function askRpmkeys(
  { head, payload }: OpenedPackage,
  input: PackageInput,
  breathe?: Breather,
): Promise<RpmkeysAnswer> {
  switch (needsRpmkeys(head)) {
    case 'nothing':
      return { kind: 'header', lines: undefined };
    case 'head':
      return { kind: 'header', lines: await headerSignatures(head) };
    case 'whole': {
      const isFile = input.childInput.when === 'now';
      if (!isFile) await pump(payload, () => {}, breathe);
      const result = await startRpmkeys({ stdin: input.childInput.get() }).result;
      return {
        kind: 'whole',
        verification: recorded(result) ?? (await verifyDigests(head, input.again(), breathe)),
        payload: isFile ? payload : behind(head.bytes.length, input.again()),
      };
    }
  }
}

/** The lines about signatures of the header. What it says of a payload that it has not got is left out. */
async function headerSignatures({ bytes }: PackageHead): Promise<readonly string[] | undefined> {
  const spool = new Spool();
  try {
    spool.append(bytes);
    const verification = recorded(await startRpmkeys({ stdin: spool.fd() }).result);
    return verification?.text.split('\n').filter(isHeaderSignature);
  } finally {
    spool.close();
  }
}

/** Whether a line of a verification is about a signature of the header, in the words of any rpm. */
export function isHeaderSignature(line: string): boolean {
  return /^ {4}Header .*signature/i.test(line);
}

/** Undefined where rpmkeys gave no verdict on any item. */
function recorded(result: RpmkeysResult): Verification | undefined {
  if (result.kind !== 'ran' || result.text === '') return undefined;
  return { rc: result.exitStatus === 0 ? 0 : 2, text: result.text };
}

/** A reader without its first `length` bytes. */
function behind(length: number, reader: ByteReader): ByteReader {
  const skipped = new Uint8Array(length);
  for (let at = 0; at < length; ) at += reader.read(skipped.subarray(at));
  return reader;
}

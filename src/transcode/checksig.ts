/**
 * The checksig step: what verification says of the package as it came, and whether its result may
 * be transcoded at all.
 *
 * Policy: the header first. Its digests and its signatures are judged before a byte of the payload
 * is decoded; what the payload shows comes when it has been read. Who verifies is said in
 * ask-rpmkeys.ts and verifier.ts, what each line means in checksig-verdict.ts. The text is recorded
 * as it is.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { Breather } from '../io/breathe.ts';
import type { PackageInput } from '../io/package-input.ts';
import type { OpenedPackage } from '../package/read-head.ts';
import type { Reason } from '../package/reason.ts';
import type { Verification } from '../package/verification.ts';
import { askRpmkeys } from './ask-rpmkeys.ts';
import { judgeVerification } from './checksig-verdict.ts';
import { PassThrough } from './pass-through.ts';
import { promisedVerification, startVerifier } from './verifier.ts';

/**
 * What to do about a signature that cannot be checked here, mostly because dnf imports the key
 * only after the download: record that in the extents file, which some CoW hosts then refuse, or
 * leave the package as it is.
 */
export type NokeyPolicy = 'record' | 'pass-through';

export interface CheckedPackage {
  readonly verification: Verification;
  /** Signatures that were recorded although nobody could check them. */
  readonly unchecked: readonly Reason[];
}

/** A package whose header nothing is wrong with, as far as anybody here can tell. */
export interface CheckedHead {
  /** Starts the verification of the rest. */
  start(): Promise<PendingVerification>;
}

export interface PendingVerification {
  /** The package's payload, which is verified as it is read from here. */
  readonly payload: ByteReader;
  /**
   * To be called once the payload has been read to its end.
   * @throws PassThrough where the package must not be transcoded.
   */
  finish(): Promise<CheckedPackage>;
  /** To be called in any case, and before the input is closed. */
  end(): void;
}

/**
 * Checks the header of a package of which only the head has been read.
 * @throws PassThrough where the package must not be transcoded.
 */
export async function checkHead(
  opened: OpenedPackage,
  input: PackageInput,
  policy: NokeyPolicy,
  breathe?: Breather,
): Promise<CheckedHead> {
  const answer = await askRpmkeys(opened, input, breathe);
  checked(promisedVerification(opened.head, answer), policy);
  return {
    async start() {
      const verifier = await startVerifier(opened, input, answer, breathe);
      return {
        payload: verifier.payload,
        finish: async () => checked(await verifier.finish(), policy),
        end: verifier.end,
      };
    },
  };
}

/** @throws PassThrough where what was verified must not be transcoded. */
function checked(verification: Verification, policy: NokeyPolicy): CheckedPackage {
  const { refusals, unchecked } = judgeVerification(verification);
  if (refusals.length > 0) throw new PassThrough(...refusals);
  if (policy === 'pass-through' && unchecked.length > 0) throw new PassThrough(...unchecked);
  return { verification, unchecked };
}

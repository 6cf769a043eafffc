/**
 * The checksig step: what verification says of the package as it came, and whether its result may
 * be transcoded at all.
 *
 * Policy: who verifies is said in verifier.ts, what each line means in checksig-verdict.ts. The
 * text is recorded as it is.
 */
import type { ByteReader } from '../../native-free-parsers/bytes/byte-source.ts';
import type { Breather } from '../io/breathe.ts';
import type { PackageInput } from '../io/package-input.ts';
import type { OpenedPackage } from '../package/read-head.ts';
import type { Reason } from '../package/reason.ts';
import type { Verification } from '../package/verification.ts';
import { judgeVerification } from './checksig-verdict.ts';
import { PassThrough } from './pass-through.ts';
import { startVerifier } from './verifier.ts';

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

/** Starts the verification of a package of which only the head has been read. */
export async function startVerification(
  opened: OpenedPackage,
  input: PackageInput,
  policy: NokeyPolicy,
  breathe?: Breather,
): Promise<PendingVerification> {
  const verifier = await startVerifier(opened, input, breathe);
  return {
    payload: verifier.payload,
    async finish() {
      const verification = await verifier.finish();
      const { refusals, unchecked } = judgeVerification(verification);
      if (refusals.length > 0) throw new PassThrough(...refusals);
      if (policy === 'pass-through' && unchecked.length > 0) throw new PassThrough(...unchecked);
      return { verification, unchecked };
    },
    end: verifier.end,
  };
}

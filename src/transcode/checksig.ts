/**
 * The checksig step: what verification says of the package as it came, and whether its result may
 * be transcoded at all.
 *
 * Policy: the system's rpmkeys on the same bytes, beside the decoding where they can be read twice;
 * digest checks of our own where there is no rpmkeys or it has nothing to say. The text is recorded
 * as it is, never made up.
 */
import type { PackageHead } from '../../native-free-parsers/package-head.ts';
import type { Breather } from '../io/breathe.ts';
import type { PackageInput } from '../io/package-input.ts';
import { type RpmkeysResult, startRpmkeys } from '../io/rpmkeys.ts';
import type { Reason } from '../package/reason.ts';
import type { Verification } from '../package/verification.ts';
import { judgeVerification } from './checksig-verdict.ts';
import { verifyDigests } from './own-verification.ts';
import { PassThrough } from './pass-through.ts';

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
  /**
   * To be called once the input has been read to its end.
   * @throws PassThrough where the package must not be transcoded.
   */
  finish(head: PackageHead): Promise<CheckedPackage>;
}

/** Starts the verification if the input allows it already. */
export function startVerification(
  input: PackageInput,
  policy: NokeyPolicy,
  breathe?: Breather,
): PendingVerification {
  const { childInput } = input;
  const early = childInput.when === 'now' ? startRpmkeys({ stdin: childInput.get() }) : undefined;
  return {
    async finish(head) {
      const { result } = early ?? startRpmkeys({ stdin: childInput.get() });
      const verification =
        recorded(await result) ?? (await verifyDigests(head, input.again(), breathe));
      const { refusals, unchecked } = judgeVerification(verification);
      if (refusals.length > 0) throw new PassThrough(...refusals);
      if (policy === 'pass-through' && unchecked.length > 0) throw new PassThrough(...unchecked);
      return { verification, unchecked };
    },
  };
}

/** Undefined where rpmkeys gave no verdict on any item. */
function recorded(result: RpmkeysResult): Verification | undefined {
  if (result.kind !== 'ran' || result.text === '') return undefined;
  return { rc: result.exitStatus === 0 ? 0 : 2, text: result.text };
}

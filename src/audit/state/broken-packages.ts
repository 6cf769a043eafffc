/**
 * The packages of a finished audit that Copy-on-Write breaks.
 *
 * Policy: for a transaction that waits for the answer, so nothing is counted, and only the records
 * that matter are read.
 */
import { BREAKING_VERDICTS } from '../../check/breaking-verdicts.ts';
import type { CheckRecord } from '../../check/check-record.ts';
import type { ReferenceVerdict } from '../../check/predict-reference.ts';
import { openToRead, withState } from './state-database.ts';

export interface BrokenPackage {
  /** The id that it had in the audit. */
  readonly repository: string;
  /** `<algorithm>:<hex>`; null where the repository had none. */
  readonly checksum: string | null;
  /** name-[epoch:]version-release.arch; null where rpm cannot load the headers. */
  readonly nevra: string | null;
  readonly reference: ReferenceVerdict;
  /** The rule that decides. */
  readonly rule: string | undefined;
}

/** @throws MachineError where there is no such state. */
export function brokenPackages(path: string): readonly BrokenPackage[] {
  const database = openToRead(path);
  try {
    return withState(path, () =>
      database
        .prepare(`
          SELECT repository.name, listed.checksum, result.record FROM audit
          JOIN listed ON listed.run = audit.run
          JOIN repository ON repository.run = audit.run AND repository.position = listed.repository
          JOIN result ON result.id = listed.result
          WHERE audit.finished = 1
            AND result.record ->> '$.prediction.reference' IN (${BREAKING_VERDICTS.map(() => '?').join()})`)
        .all(...BREAKING_VERDICTS)
        .map(({ name, checksum, record }) => {
          const { nevra, prediction }: CheckRecord = JSON.parse(String(record));
          const { reference, because } = prediction;
          const [rule] = because;
          return { repository: String(name), checksum: checksum as string, nevra, reference, rule };
        }),
    );
  } finally {
    database.close();
  }
}

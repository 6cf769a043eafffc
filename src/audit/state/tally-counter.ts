/** Packages counted and their costs added up. */
import type { CheckRecord } from '../../check/check-record.ts';
import { BLOCK_SIZES } from '../../check/estimate.ts';
import { compareGravity, gravest } from '../../check/severity.ts';
import type { Costs, Tally } from '../audit.ts';

/** What findings are weighed for. */
export const TALLY_TARGETS = ['transcode', 'install'] as const;

type Writable<T> = { -readonly [P in keyof T]: T[P] };

/** A package as it is counted. */
export interface CountedPackage {
  /** Bytes of the file. */
  readonly size: number;
  readonly record: CheckRecord | null;
  readonly clonedBytes: number;
}

export class TallyCounter {
  #packages = 0;
  #unreadable = 0;
  readonly #reference: Writable<Tally['reference']> = {
    same: 0,
    'both-reject': 0,
    'cow-fails': 0,
    'cow-accepts': 0,
    'different-tree': 0,
    'not-a-package': 0,
  };
  readonly #rpmcow: Writable<Tally['rpmcow']> = {
    transcoded: 0,
    adapted: 0,
    'pass-through': 0,
    refused: 0,
  };
  #uncertain = 0;
  readonly #gravest: Writable<Tally['gravest']> = { error: 0, warning: 0, note: 0, none: 0 };
  #packageBytes = 0;
  #transcodableBytes = 0;
  /** By block size. */
  readonly #extentsBytes = new Map<number, number>();
  #clonedBytes = 0;
  #duplicateBytes = 0;

  add({ size, record, clonedBytes }: CountedPackage): void {
    this.#packages++;
    this.#packageBytes += size;
    if (record === null) {
      this.#unreadable++;
      return;
    }
    const { prediction } = record;
    this.#reference[prediction.reference]++;
    this.#rpmcow[prediction.rpmcow]++;
    if (!prediction.certain) this.#uncertain++;
    this.#gravest[gravestOf(record)]++;
    if (prediction.rpmcow === 'transcoded' || prediction.rpmcow === 'adapted') {
      this.#addCosts(record, clonedBytes);
    }
  }

  #addCosts({ size, estimate }: CheckRecord, clonedBytes: number): void {
    if (estimate === undefined || estimate === null) return;
    this.#transcodableBytes += size;
    for (const { blockSize, extentsSize } of estimate.perBlockSize) {
      this.#extentsBytes.set(blockSize, (this.#extentsBytes.get(blockSize) ?? 0) + extentsSize);
    }
    this.#clonedBytes += clonedBytes;
    this.#duplicateBytes += estimate.duplicates;
  }

  result(): Tally {
    return {
      packages: this.#packages,
      unreadable: this.#unreadable,
      reference: this.#reference,
      rpmcow: this.#rpmcow,
      uncertain: this.#uncertain,
      gravest: this.#gravest,
      costs: this.#costs(),
    };
  }

  #costs(): Costs {
    return {
      packageBytes: this.#packageBytes,
      transcodableBytes: this.#transcodableBytes,
      extentsBytes: BLOCK_SIZES.map((blockSize) => ({
        blockSize,
        bytes: this.#extentsBytes.get(blockSize) ?? 0,
      })),
      clonedBytes: this.#clonedBytes,
      duplicateBytes: this.#duplicateBytes,
    };
  }
}

function gravestOf({ findings }: CheckRecord) {
  const severities = findings.map(({ severity }) => gravest(severity, TALLY_TARGETS));
  return severities.sort(compareGravity)[0] ?? 'none';
}

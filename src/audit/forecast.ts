/**
 * What Copy-on-Write costs and saves a host or mirror that has all packages of an audit.
 *
 * Policy: pure. Bytes are the audit's own. Times are bytes by a rate, so they are of the order of
 * things and no more; rates that nobody gives are those of the one published measurement, of
 * libreoffice-core-7.1.8.1-14.el9: transcoded to 284 MB in 2.77 s, installed in 4.24 s by writing
 * and in 0.71 s by cloning.
 * Source: docs/manual/reflink.md of the Copy-on-Write patches of rpm (teknoraver/rpm, branch cow).
 */
import type { CheckRecord } from '../check/check-record.ts';
import type { Audit, Costs, Tally } from './audit.ts';

/** Bytes of extents files, or of contents, a second. */
export interface Rates {
  readonly transcode: number;
  readonly write: number;
  readonly clone: number;
}

const PUBLISHED_BYTES = 284e6;

export const PUBLISHED_RATES: Rates = {
  transcode: PUBLISHED_BYTES / 2.77,
  write: PUBLISHED_BYTES / 4.24,
  clone: PUBLISHED_BYTES / 0.71,
};

export interface Forecast {
  readonly packages: number;
  /** Bytes of all packages. */
  readonly packageBytes: number;
  /** Of these, bytes of packages that stay as they are. */
  readonly keptBytes: number;
  readonly perBlockSize: readonly BlockForecast[];
  /** Bytes that an install of everything clones instead of writing them. */
  readonly clonedBytes: number;
  /** Of these, bytes of contents that a package has more than once. */
  readonly duplicateBytes: number;
  /** One process after the other. */
  readonly seconds: {
    readonly transcode: number;
    /** An install of what can be cloned. */
    readonly installByWriting: number;
    readonly installByCloning: number;
  };
}

/** A host with this page size. */
export interface BlockForecast {
  readonly blockSize: number;
  /** Bytes of a cache with all packages: extents files, and what stays as it is. */
  readonly cacheBytes: number;
  /** Of these, bytes of extents files. */
  readonly extentsBytes: number;
}

export interface AuditForecast {
  readonly rates: Rates;
  readonly total: Forecast;
  readonly repositories: readonly { readonly id: string; readonly forecast: Forecast }[];
  /** Those that grow by most bytes, most first. */
  readonly growers: readonly Grower[];
}

export interface Grower {
  readonly repository: string;
  readonly location: string;
  readonly nevra: string | null;
  /** Bytes, and those of its extents file with the smallest blocks. */
  readonly size: number;
  readonly extentsSize: number;
}

const MOST_GROWERS = 10;

export function forecast(
  audit: Pick<Audit, 'total' | 'repositories' | 'packages'>,
  rates: Rates,
): AuditForecast {
  return {
    rates,
    total: forecastOf(audit.total, rates),
    repositories: audit.repositories.map(({ id, tally }) => ({
      id,
      forecast: forecastOf(tally, rates),
    })),
    growers: growersOf(audit),
  };
}

function forecastOf({ packages, costs }: Tally, rates: Rates): Forecast {
  const { packageBytes, transcodableBytes, clonedBytes, duplicateBytes }: Costs = costs;
  const keptBytes = packageBytes - transcodableBytes;
  const perBlockSize = costs.extentsBytes.map(({ blockSize, bytes }) => ({
    blockSize,
    cacheBytes: bytes + keptBytes,
    extentsBytes: bytes,
  }));
  return {
    packages,
    packageBytes,
    keptBytes,
    perBlockSize,
    clonedBytes,
    duplicateBytes,
    seconds: {
      transcode: seconds(perBlockSize[0]?.extentsBytes ?? 0, rates.transcode),
      installByWriting: seconds(clonedBytes, rates.write),
      installByCloning: seconds(clonedBytes, rates.clone),
    },
  };
}

/** To a tenth. */
function seconds(bytes: number, rate: number): number {
  return Math.round((10 * bytes) / rate) / 10;
}

function growersOf(audit: Pick<Audit, 'packages'>): readonly Grower[] {
  const largest: Grower[] = [];
  for (const { repository, location, record } of audit.packages()) {
    if (!record?.estimate || !hasExtentsFile(record)) continue;
    const { nevra, size, estimate } = record;
    const grower = { repository, location, nevra, size, extentsSize: estimate.extentsSize };
    const last = largest.at(-1);
    if (growth(grower) <= 0) continue;
    if (largest.length === MOST_GROWERS && growth(grower) <= growth(last!)) continue;
    const at = largest.findIndex((other) => growth(other) < growth(grower));
    largest.splice(at < 0 ? largest.length : at, 0, grower);
    if (largest.length > MOST_GROWERS) largest.pop();
  }
  return largest;
}

function hasExtentsFile({ prediction: { rpmcow } }: CheckRecord): boolean {
  return rpmcow === 'transcoded' || rpmcow === 'adapted';
}

function growth({ size, extentsSize }: Grower): number {
  return extentsSize - size;
}

/**
 * An audit that looks like one of real repositories: every record is what `check` says of a package
 * of the corpus, under a new name.
 *
 * Policy: the same seed gives the same audit. Tallies are counted from the packages, so they agree.
 */
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import type { Audit, AuditedPackage } from '../../src/audit/audit.ts';
import { checkSource } from '../../src/check/check-package.ts';
import type { CheckRecord } from '../../src/check/check-record.ts';
import { gravest } from '../../src/check/severity.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { summarised } from './audit-summary.ts';
import { bytesSource } from './bytes-source.ts';
import { seededRandom } from './seeded-random.ts';

export interface AuditFixture {
  readonly packages: number;
  readonly seed: number;
  readonly depth?: 'headers' | 'payload';
  /** What becomes of every package before it is counted: for names that mean harm. */
  readonly change?: (pkg: AuditedPackage, index: number) => AuditedPackage;
}

/** Repositories by the share of packages, the share of odd ones among them, and who builds there. */
const REPOSITORIES = [
  {
    id: 'epel',
    share: 0.62,
    odd: 0.01,
    vendor: 'Fedora Project',
    builders: ['rpmbuild 4.19.1', 'rpmbuild 4.18.2'],
  },
  {
    id: 'packages-microsoft-com-prod',
    share: 0.14,
    odd: 0.1,
    vendor: 'Microsoft Corporation',
    builders: ['fpm', 'rpmbuild 4.14.3'],
  },
  {
    id: 'in-house',
    share: 0.12,
    odd: 0.16,
    vendor: 'Example Platform Team',
    builders: ['nfpm 2.41.0', 'rpm-rs 0.16', 'rpmbuild 4.18.0'],
  },
  {
    id: 'docker-ce-stable',
    share: 0.07,
    odd: 0.02,
    vendor: 'Docker <support@docker.com>',
    builders: ['rpmbuild 4.16.1'],
  },
  {
    id: 'grafana',
    share: 0.05,
    odd: 0.08,
    vendor: 'Grafana Labs',
    builders: ['nfpm 2.35.3', 'redline 1.2.10'],
  },
] as const;

const WORDS = [
  'lib',
  'cloud',
  'agent',
  'data',
  'kernel',
  'tools',
  'server',
  'python3',
  'perl',
  'golang',
  'node',
  'font',
  'core',
  'proxy',
  'metrics',
  'crypto',
  'image',
  'net',
] as const;
const ARCHITECTURES = ['x86_64', 'noarch', 'x86_64', 'aarch64'] as const;

/** Builds it; takes a second or two for the records. */
export async function auditFixture(fixture: AuditFixture): Promise<Audit> {
  const depth = fixture.depth ?? 'payload';
  const records = await corpusRecords(depth === 'payload');
  const sound = records.filter(
    ({ prediction, findings }) =>
      prediction.reference === 'same' &&
      findings.every(({ severity }) => gravest(severity, ['transcode', 'install']) !== 'error'),
  );
  const make = (index: number): AuditedPackage => {
    const pkg = madeUp(index, { ...fixture, depth }, records, sound);
    return fixture.change?.(pkg, index) ?? pkg;
  };
  return summarised(depth, fixture.packages, make);
}

/** Seconds to check, and nothing in a report that others have not. */
const BULKY: ReadonlySet<string> = new Set(['half-a-million-files', 'payload-bomb']);

const recordsOnce = new Map<boolean, Promise<CheckRecord[]>>();

function corpusRecords(payload: boolean): Promise<CheckRecord[]> {
  const records = recordsOnce.get(payload) ?? checkCorpus(payload);
  recordsOnce.set(payload, records);
  return records;
}

async function checkCorpus(payload: boolean): Promise<CheckRecord[]> {
  const options = {
    rules: RULES,
    mostFindings: 100,
    payload,
    keys: undefined,
    estimate: true,
    excerpts: false,
  };
  const records: CheckRecord[] = [];
  for (const { name, kind } of MANIFEST) {
    if (kind === 'spec' || BULKY.has(name)) continue;
    const result = await checkSource(name, bytesSource(await packageBytes(name)), options);
    if (result.kind !== 'unreadable') records.push(result.record);
  }
  return records;
}

/** The package of this index: a function of the seed and the index alone. */
function madeUp(
  index: number,
  { packages, seed, depth }: AuditFixture & { readonly depth: 'headers' | 'payload' },
  records: readonly CheckRecord[],
  sound: readonly CheckRecord[],
): AuditedPackage {
  const random = seededRandom(seed + 7919 * index);
  const pick = <T>(list: readonly T[]): T => list[random.between(0, list.length - 1)]!;
  const repository = repositoryOf(index / packages);
  const words = [pick(WORDS), pick(WORDS), `${index}`];
  const nevra = `${words.join('-')}-${random.between(1, 9)}.${random.between(0, 40)}-${random.between(1, 5)}.el9.${pick(ARCHITECTURES)}`;
  const location = `Packages/${nevra[0]}/${nevra}.rpm`;
  const checksum = `sha256:${Buffer.from(random.bytes(32)).toString('hex')}`;
  const common = {
    repository: repository.id,
    location,
    checksum,
    depth,
    leadName: nevra.slice(0, 65),
  };
  if (random() < 0.0004) {
    const trouble = { code: 'HTTP_404', message: 'the server says 404 Not Found' };
    return { ...common, leadName: null, record: null, trouble };
  }
  const base = pick(random() < repository.odd ? records : sound);
  const scale = 1 + Math.floor(random() ** 6 * 4000);
  const builder = pick(repository.builders);
  const size = base.size * scale;
  const record: CheckRecord = {
    ...base,
    path: location,
    nevra: base.nevra === null ? null : nevra,
    sha256: base.sha256 === null ? null : checksum.slice('sha256:'.length),
    size,
    builder,
    fingerprint: base.fingerprint && { ...base.fingerprint, vendor: repository.vendor },
    ...(base.estimate ? { estimate: scaled(base.estimate, scale, size) } : {}),
  };
  return { ...common, record, trouble: null };
}

/** @param position from 0 to 1: repositories follow one another. */
function repositoryOf(position: number): (typeof REPOSITORIES)[number] {
  let end = 0;
  for (const repository of REPOSITORIES) {
    end += repository.share;
    if (position < end) return repository;
  }
  return REPOSITORIES.at(-1)!;
}

function scaled(estimate: NonNullable<CheckRecord['estimate']>, scale: number, size: number) {
  const block = <T extends { extentsSize: number; padding: number; blockSize: number }>(
    each: T,
  ) => ({
    ...each,
    extentsSize: each.extentsSize * scale,
    growth: Math.round((1000 * each.extentsSize * scale) / size) / 1000,
  });
  return {
    ...estimate,
    ...block(estimate),
    perBlockSize: estimate.perBlockSize.map(block),
  };
}

/** What made-up packages come to, counted from them: an audit without the engine. */
import type { Audit, AuditedPackage, Tally } from '../../src/audit/audit.ts';
import { compareGravity, gravest } from '../../src/check/severity.ts';
import type { Severity } from '../../src/rules/rule.ts';

/** @param make the package of an index, always the same. */
export function summarised(
  depth: 'headers' | 'payload',
  count: number,
  make: (index: number) => AuditedPackage,
): Audit {
  const total = emptyTally();
  const repositories = new Map<string, MutableTally>();
  const vendors = new Map<string, MutableTally>();
  const builders = new Map<string, MutableTally>();
  const rules = new Map<string, { severity: Severity; packages: number; findings: number }>();
  for (let i = 0; i < count; i++) {
    const pkg = make(i);
    const { record } = pkg;
    add(total, pkg);
    add(of(repositories, pkg.repository), pkg);
    add(of(vendors, record?.fingerprint?.vendor ?? ''), pkg);
    add(of(builders, record?.builder ?? ''), pkg);
    const seen = new Set<string>();
    for (const { rule, severity } of record?.findings ?? []) {
      const tally = rules.get(rule) ?? {
        severity: gravest(severity, ['transcode', 'install']),
        packages: 0,
        findings: 0,
      };
      rules.set(rule, tally);
      tally.findings++;
      if (!seen.has(rule)) tally.packages++;
      seen.add(rule);
    }
  }
  const named = (tallies: ReadonlyMap<string, MutableTally>) =>
    [...tallies]
      .map(([name, tally]) => ({ name, tally }))
      .sort((a, b) => b.tally.packages - a.tally.packages);
  return {
    depth,
    ruleSet: 'fixture-1',
    total,
    repositories: [...repositories].map(([id, tally]) => ({
      id,
      origin: `https://mirror.example.org/${id}/`,
      revision: '1760000000',
      tally,
      troubles: [],
    })),
    vendors: named(vendors),
    builders: named(builders),
    rules: [...rules]
      .map(([rule, tally]) => ({ rule, ...tally }))
      .sort((a, b) => (a.rule < b.rule ? -1 : 1)),
    contents: {
      contents: 40 * count,
      bytes: 2 * total.costs.clonedBytes,
      distinctContents: 31 * count,
      distinctBytes: Math.round(1.6 * total.costs.clonedBytes),
      sampled: 1,
    },
    *packages() {
      for (let i = 0; i < count; i++) yield make(i);
    },
  };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends number ? number : Mutable<T[K]> };
type MutableTally = Mutable<Tally>;

const BLOCK_SIZES = [4096, 16384, 65536] as const;

function emptyTally(): MutableTally {
  return {
    packages: 0,
    unreadable: 0,
    reference: {
      same: 0,
      'both-reject': 0,
      'cow-fails': 0,
      'cow-accepts': 0,
      'different-tree': 0,
      'not-a-package': 0,
    },
    rpmcow: { transcoded: 0, adapted: 0, 'pass-through': 0, refused: 0 },
    uncertain: 0,
    gravest: { error: 0, warning: 0, note: 0, none: 0 },
    costs: {
      packageBytes: 0,
      transcodableBytes: 0,
      extentsBytes: BLOCK_SIZES.map((blockSize) => ({ blockSize, bytes: 0 })),
      clonedBytes: 0,
      duplicateBytes: 0,
    },
  };
}

function of(tallies: Map<string, MutableTally>, name: string): MutableTally {
  const tally = tallies.get(name) ?? emptyTally();
  tallies.set(name, tally);
  return tally;
}

function add(tally: MutableTally, { record }: AuditedPackage): void {
  tally.packages++;
  if (record === null) {
    tally.unreadable++;
    return;
  }
  const { prediction, findings, size, estimate } = record;
  tally.reference[prediction.reference]++;
  tally.rpmcow[prediction.rpmcow]++;
  if (!prediction.certain) tally.uncertain++;
  const worst = findings
    .map(({ severity }) => gravest(severity, ['transcode', 'install']))
    .sort(compareGravity)[0];
  tally.gravest[worst ?? 'none']++;
  tally.costs.packageBytes += size;
  if (!estimate) return;
  tally.costs.transcodableBytes += size;
  estimate.perBlockSize.forEach(({ extentsSize }, i) => {
    tally.costs.extentsBytes[i]!.bytes += extentsSize;
  });
  tally.costs.clonedBytes += estimate.extentsSize - estimate.padding;
  tally.costs.duplicateBytes += estimate.duplicates;
}

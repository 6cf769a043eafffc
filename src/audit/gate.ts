/**
 * The gate between two stages of a compose: which packages keep it from going on.
 *
 * Policy: pure. A gate has verdicts of the reference stack and at most one severity; a package fails
 * by any of them. With an audit of what is accepted, only what is new against it counts: a verdict
 * that the package, or the version before it, did not have; a finding that it did not have.
 */
import type { CheckFinding } from '../check/check-record.ts';
import { gravest, reaches } from '../check/severity.ts';
import type { Severity } from '../rules/rule.ts';
import type { Audit } from './audit.ts';
import { type Fate, packageChange } from './compare/package-change.ts';
import { pairPackages } from './compare/pair-packages.ts';
import { COMPARED_FOR } from './compare-audits.ts';

export type GatedVerdict = Exclude<Fate['reference'], 'same'>;

export interface Gate {
  readonly verdicts: readonly GatedVerdict[];
  /** From which severity on findings count, to the targets transcode and install. */
  readonly severity: Exclude<Severity, 'none'> | undefined;
}

export interface GateFailure {
  readonly repository: string;
  readonly location: string;
  readonly nevra: string | null;
  /** Where the verdict is one of the gate's, and new. */
  readonly verdict: GatedVerdict | undefined;
  /** Findings that are grave enough, and new. */
  readonly findings: readonly CheckFinding[];
}

const VERDICTS: readonly GatedVerdict[] = [
  'cow-fails',
  'different-tree',
  'cow-accepts',
  'both-reject',
  'not-a-package',
  'unreadable',
];
const SEVERITIES = ['error', 'warning', 'note'] as const;

/** What a gate may be made of, for help and messages. */
export const GATE_WORDS: readonly string[] = [...VERDICTS, ...SEVERITIES];

/** Reads `cow-fails,different-tree`, `error` or both, by commas; undefined for any other word. */
export function parseGate(text: string): Gate | undefined {
  const words = text.split(',');
  if (words.some((word) => !GATE_WORDS.includes(word))) return undefined;
  return {
    verdicts: VERDICTS.filter((verdict) => words.includes(verdict)),
    // The lowest of several has the others in it.
    severity: SEVERITIES.findLast((severity) => words.includes(severity)),
  };
}

/** In the order of the audit. @param accepted what went before; undefined: everything counts. */
export function* gateFailures(
  audit: Pick<Audit, 'packages'>,
  gate: Gate,
  accepted: Pick<Audit, 'packages'> | undefined,
): Generator<GateFailure, void, undefined> {
  for (const pair of pairPackages(accepted?.packages() ?? [], audit.packages())) {
    if (pair.kind === 'gone') continue;
    const { repository, location, current, fates, findings } = packageChange(pair);
    const { reference } = fates.current!;
    const verdict = gate.verdicts.find(
      (each) => each === reference && each !== fates.old?.reference,
    );
    const { severity } = gate;
    const grave =
      severity === undefined
        ? []
        : findings.new.filter((each) => reaches(gravest(each.severity, COMPARED_FOR), severity));
    if (verdict === undefined && grave.length === 0) continue;
    yield { repository, location, nevra: current, verdict, findings: grave };
  }
}

/**
 * What `rpmcow transcode` does with a package.
 *
 * Policy: what the transcoder decides by is asked, not repeated: its plan, the strict reader's
 * refusal, the verdict on digests. Where the payload was not read it is taken for what the header
 * promises.
 */

import { hasDigestOf } from '../package/content-check.ts';
import {
  type ArchiveFacts,
  isExtentsFile,
  type PackageFacts,
  type PayloadFacts,
} from '../package/facts/facts.ts';
import { declaredContents, isOutOfProportion } from '../package/payload-bounds.ts';
import { payloadDefect } from '../package/payload-end.ts';
import type { Reason } from '../package/reason.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { troubleRule } from '../package/trouble-rule.ts';
import { KeyIdentities } from '../transcode/key-identities.ts';
import { decideTranscode, type PlannedContent, planContents } from '../transcode/plan.ts';
import { digestRefusals } from './digest-refusals.ts';

export type RpmcowOutcome = 'transcoded' | 'adapted' | 'pass-through' | 'refused';

export interface RpmcowPrediction {
  readonly outcome: RpmcowOutcome;
  /** Rules that decide it; empty for `transcoded`. */
  readonly because: readonly string[];
}

/** Predicts; the same as transcode(), which records signatures that it cannot check. */
export function predictRpmcow(facts: PackageFacts): RpmcowPrediction {
  const { trouble, pkg } = facts;
  if (pkg === undefined) {
    const outcome = trouble!.section === 'lead' ? 'refused' : 'pass-through';
    return { outcome, because: [troubleRule(trouble!)] };
  }
  const decision = decideTranscode(pkg);
  if (decision.kind === 'pass-through') {
    return decided('pass-through', rulesOf(decision.because));
  }
  const defects = [...payloadDefects(facts, pkg), ...digestRefusals(facts)];
  if (defects.length > 0) return decided('pass-through', defects);
  if (facts.payload !== undefined && isDisproportionate(pkg, facts.payload)) {
    return decided('pass-through', ['payload-ratio']);
  }
  const { adaptations } = decision;
  return decided(adaptations.length > 0 ? 'adapted' : 'transcoded', rulesOf(adaptations));
}

function decided(outcome: RpmcowOutcome, because: readonly string[]): RpmcowPrediction {
  return { outcome, because: [...new Set(because)] };
}

function rulesOf(reasons: readonly Reason[]): string[] {
  return reasons.map(({ rule }) => rule);
}

/** As requireProportion has it. */
function isDisproportionate({ fileList }: RpmPackage, { length }: PayloadFacts): boolean {
  return isOutOfProportion(declaredContents(fileList), length);
}

/** What comes to light while the payload is unpacked. */
function payloadDefects({ payload, extents }: PackageFacts, pkg: RpmPackage): string[] {
  const { fileList } = pkg;
  if (isExtentsFile(extents)) return ['cow-already-transcoded'];
  if (payload?.decoding.kind === 'no-codec') return ['payload-codec-missing'];
  const archive = payload?.archive;
  if (archive === undefined) return [];
  const { refusal } = archive;
  const defects = contentDefects(archive, planContents(fileList), fileList.digestAlgorithm.name);
  if (payload?.decoding.kind === 'too-much' && !archive.complete) defects.push('payload-bomb');
  if (refusal === undefined) return defects;
  return [...defects, payloadDefect({ pkg, payload: payload! }) ?? troubleRule(refusal)];
}

/** As ExtentWriter finds them, up to where the strict reader gives up. */
function contentDefects(
  { members, refusal }: ArchiveFacts,
  contents: ReadonlyMap<number, PlannedContent>,
  algorithm: string,
): string[] {
  const end = refusal?.offset ?? Number.POSITIVE_INFINITY;
  const identities = new KeyIdentities();
  const defects: string[] = [];
  for (const { member, file, digest, identity } of members) {
    if (member.offset >= end) break;
    const content = file && contents.get(file.index);
    if (content === undefined || digest === undefined) continue;
    if (!hasDigestOf(content.file, algorithm, digest)) defects.push('digest-mismatch');
    if (!content.shared || identity === undefined) continue;
    if (!identities.agree(content.keys, identity)) defects.push('digest-collision');
  }
  return defects;
}

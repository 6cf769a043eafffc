/**
 * Reasons that no finding bears out: whoever is told why has to find it among what `check` finds.
 *
 * Policy: a reason goes by the name of a rule that fires, but for the few below, where the finding
 * names the defect behind it, and for reasons that are no defects.
 */
import type { PackageFacts } from '../../src/package/facts/facts.ts';
import { RULES } from '../../src/rules/catalogue.ts';
import { OTHER_REASONS } from '../../src/rules/other-reasons.ts';
import { runRules } from '../../src/rules/run-rules.ts';

type OtherNames = Readonly<Record<string, readonly string[]>>;

/** What predictions call otherwise. */
const PREDICTED: OtherNames = {
  // The finding is the first thing that goes wrong with a set, the prediction names both.
  'cpio-link-order': ['cpio-link-interleaved'],
  'cpio-link-interleaved': ['cpio-link-order'],
};

/** The transcoder sees the payload once, as a stream: what is missing, not why. */
const TRANSCODED: OtherNames = {
  'cpio-content-short': ['payload-truncated', 'payload-multi-stream'],
  'cpio-trailer-missing': ['payload-truncated', 'payload-multi-stream'],
  'cpio-magic': [
    'cow-already-transcoded',
    'payload-compressor-mismatch',
    'payload-compressor-unsupported',
  ],
  'payload-corrupt': ['payload-compressor-mismatch'],
  'sig-unchecked': ['sig-packet-invalid'],
};

/** The reasons of a prediction that are not found; payload read. */
export function unfoundPredicted(facts: PackageFacts, because: readonly string[]): string[] {
  return unfound(facts, because, PREDICTED);
}

/** The same for the reasons of transcode(). */
export function unfoundTranscoded(facts: PackageFacts, because: readonly string[]): string[] {
  const defects = because.filter((id) => !OTHER_REASONS.has(id));
  return unfound(facts, defects, TRANSCODED);
}

function unfound(facts: PackageFacts, because: readonly string[], names: OtherNames): string[] {
  const found = new Set(runRules(facts, RULES).findings.map(({ rule }) => rule));
  return because.filter((id) => !found.has(id) && !names[id]?.some((other) => found.has(other)));
}

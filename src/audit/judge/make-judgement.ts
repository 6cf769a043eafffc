/**
 * The judgement of a package from its facts: what `check` says of the same file, and what the state
 * wants besides.
 */
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { checkFacts } from '../../check/check-package.ts';
import type { CheckRecord } from '../../check/check-record.ts';
import { gatherFacts } from '../../check/gather-facts.ts';
import { selectRules } from '../../check/rule-selection.ts';
import { MOST_FINDINGS } from '../../rules/run-rules.ts';
import { contentBytes, contentList } from './contents.ts';
import type { Judgement, PackageToJudge } from './judgement.ts';

/** As `check` has them without options. */
const OPTIONS = {
  rules: selectRules({ only: [], skip: [], rpmVersion: undefined }),
  mostFindings: MOST_FINDINGS,
  keys: undefined,
  estimate: true,
  excerpts: false,
};

/** Rules that say that this is another file than the one that is listed. */
const UNLIKE_LISTING: ReadonlySet<string> = new Set(['repo-checksum', 'repo-size']);

type StoredRecord = Omit<CheckRecord, 'path'>;

/**
 * Reads a source as deep as asked for.
 * @param identity what identifies it, if the listing does not; asked for once all was read.
 */
export async function makeJudgement(
  { location, checksum, listing }: PackageToJudge,
  source: ByteSource,
  depth: Judgement['depth'],
  identity: (record: StoredRecord) => string | Promise<string>,
): Promise<Judgement> {
  const options = { ...OPTIONS, payload: depth === 'payload', listing: listing ?? undefined };
  const facts = await gatherFacts(source, options);
  const result = await checkFacts(location, facts, source, options);
  // A file that cannot be read has thrown before it came to facts.
  if (result.kind === 'unreadable') throw new Error(result.unreadable.message);
  const { path: _, ...record } = result.record;
  const { lead, pkg } = facts;
  return {
    depth,
    certain: record.prediction.certain,
    asListed: record.findings.every(({ rule }) => !UNLIKE_LISTING.has(rule)),
    identity: checksum ?? (await identity(record)),
    leadName: lead?.name ?? null,
    clonedBytes: hasExtentsFile(record) ? contentBytes(pkg!) : 0,
    record: JSON.stringify(record),
    trouble: result.kind === 'cut' ? troubleOfCut(result.unreadable) : null,
    contents: pkg === undefined ? new Uint8Array() : contentList(pkg),
  };
}

function troubleOfCut({ code, message }: { readonly code: string; readonly message: string }) {
  return { code, message };
}

function hasExtentsFile({ prediction, estimate }: StoredRecord): boolean {
  const isMade = prediction.rpmcow === 'transcoded' || prediction.rpmcow === 'adapted';
  return isMade && (estimate ?? null) !== null;
}

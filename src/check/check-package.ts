/**
 * One file from its path to what there is to say of it.
 *
 * Policy: never throws and prints nothing, so it runs in any thread; what goes wrong is in the
 * result. A file that is no package, or ends within its headers, has both a record and a line of
 * its own among the unreadable; other damage is a finding.
 */
import type { ByteSource } from '../../native-free-parsers/bytes/byte-source.ts';
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import { problemText } from '../../native-free-parsers/bytes/format-error.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { formatNevra } from '../../native-free-parsers/nevra.ts';
import { createDigest } from '../io/digests.ts';
import { readerOf } from '../io/package-input.ts';
import { openPackageSource } from '../io/package-source.ts';
import { pump } from '../io/pump.ts';
import type { PackageFacts } from '../package/facts/facts.ts';
import type { ListingFacts } from '../package/facts/listing.ts';
import type { KeyRing } from '../package/signatures/key-ring.ts';
import { troubleOf, type Unreadable } from '../package/unreadable.ts';
import { examinedParts } from '../rules/applicable-rules.ts';
import type { Rule } from '../rules/rule.ts';
import { type Finding, runRules } from '../rules/run-rules.ts';
import type {
  CheckFinding,
  CheckPrediction,
  CheckRecord,
  CheckResult,
  FingerprintRecord,
} from './check-record.ts';
import { checkSignature } from './check-signature.ts';
import { estimate } from './estimate.ts';
import { excerptAt } from './excerpt.ts';
import { type Fingerprint, fingerprint } from './fingerprint.ts';
import { gatherFacts } from './gather-facts.ts';
import { predictReference } from './predict-reference.ts';
import { predictRpmcow } from './predict-rpmcow.ts';

export interface CheckOptions {
  readonly rules: readonly Rule[];
  /** Findings of one rule before the rest is only counted. */
  readonly mostFindings: number;
  /** False: only the headers are read. */
  readonly payload: boolean;
  /** The keys to hold signatures against, if any. */
  readonly keys: KeyRing | undefined;
  readonly estimate: boolean;
  /** Whether findings come with the bytes that they are about. */
  readonly excerpts: boolean;
  /** What the metadata of its repository says of the file, if it is part of one. */
  readonly listing?: ListingFacts | undefined;
}

/** Checks the file of this name; `-` is standard input. */
export async function checkPackage(path: string, options: CheckOptions): Promise<CheckResult> {
  try {
    const source = await openPackageSource(path);
    try {
      return await checkSource(path, source, options);
    } finally {
      source.close();
    }
  } catch (error) {
    return { kind: 'unreadable', unreadable: troubleOf(path, error) };
  }
}

/** @throws MachineError where the source cannot be read. */
export async function checkSource(
  path: string,
  source: ByteSource,
  options: CheckOptions,
): Promise<CheckResult> {
  return await checkFacts(path, await gatherFacts(source, options), source, options);
}

/** As checkSource, for facts of the source that were gathered with the same options. */
export async function checkFacts(
  path: string,
  facts: PackageFacts,
  source: ByteSource,
  options: CheckOptions,
): Promise<CheckResult> {
  const record: CheckRecord = {
    path,
    ...(await describe(facts, source, options)),
    ...judge(facts, source, options),
  };
  const unreadable = unreadableHead(path, facts);
  return unreadable === undefined
    ? { kind: 'checked', record }
    : { kind: 'cut', record, unreadable };
}

async function describe(facts: PackageFacts, source: ByteSource, options: CheckOptions) {
  const { pkg, head, payload, size } = facts;
  const made = fingerprint(facts);
  return {
    nevra: pkg === undefined ? null : displayText(formatNevra(pkg.nevra)),
    builder: made.builder ?? null,
    sha256: options.payload ? (payload?.digests.file ?? (await sha256Of(source))) : null,
    size,
    prediction: predict(facts),
    examined: examinedParts(facts),
    signatures: facts.signatures.map(checkSignature),
    fingerprint: head === undefined ? null : fingerprintRecord(made),
    ...(options.estimate ? { estimate: (pkg && estimate(pkg, size)) ?? null } : {}),
  };
}

function fingerprintRecord(made: Fingerprint): FingerprintRecord {
  const { service, host, vendor, packager, distribution, evidence } = made;
  return {
    service: service ?? null,
    host: host ?? null,
    vendor: vendor ?? null,
    packager: packager ?? null,
    distribution: distribution ?? null,
    evidence,
  };
}

function predict(facts: PackageFacts): CheckPrediction {
  const reference = predictReference(facts);
  const rpmcow = predictRpmcow(facts);
  return {
    reference: reference.verdict,
    rpmcow: rpmcow.outcome,
    because: [...new Set([...reference.because, ...rpmcow.because])],
    certain: reference.certain,
  };
}

function judge(
  facts: PackageFacts,
  source: ByteSource,
  { rules, mostFindings, excerpts }: CheckOptions,
): Pick<CheckRecord, 'findings' | 'omitted'> {
  const { findings, omitted } = runRules(facts, rules, mostFindings);
  const records = findings.map(recordOf);
  return {
    findings: excerpts ? records.map((record) => withExcerpt(record, source)) : records,
    omitted: Object.fromEntries(omitted),
  };
}

function recordOf(finding: Finding): CheckFinding {
  const { rule, severity, alsoBreaksPlainInstall, message, expected, found } = finding;
  const { section, offset, length = null, tag = null, path = null } = finding.where;
  return {
    rule,
    severity,
    alsoBreaksPlainInstall,
    message,
    where: { section, offset, length, tag, path },
    expected,
    found,
    rpmSays: finding.rpmSays ?? null,
  };
}

function withExcerpt(finding: CheckFinding, source: ByteSource): CheckFinding {
  const excerpt = excerptAt(source, finding.where);
  return excerpt === undefined ? finding : { ...finding, excerpt };
}

async function sha256Of(source: ByteSource): Promise<string> {
  const digest = createDigest('SHA256');
  await pump(readerOf(source), digest.update);
  return toHex(digest.digest());
}

/** Where the file has no lead, or ends before its headers do. */
function unreadableHead(path: string, { head, trouble }: PackageFacts): Unreadable | undefined {
  if (head !== undefined || trouble === undefined) return undefined;
  const { code, section, offset } = trouble;
  if (section !== 'lead' && code !== 'TRUNCATED') return undefined;
  return { path, code, section, offset, message: problemText(trouble) };
}

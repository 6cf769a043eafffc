/**
 * One of the two packages of a comparison, read and checked.
 *
 * Policy: as check-package.ts: never throws and prints nothing. The payload is read for the findings
 * alone; all else is in the head, which an extents file has as well. An extents file is looked at as
 * the package that it was made of, its payload unread, and besides as what it is; that it is one at
 * all is no finding here, since whoever compares it knows.
 */
import type { ByteSource } from '../../../native-free-parsers/bytes/byte-source.ts';
import { parseCsumBlock } from '../../../native-free-parsers/extents/csum-block.ts';
import { openPackageSource } from '../../io/package-source.ts';
import { isExtentsFile, type PackageFacts } from '../../package/facts/facts.ts';
import type { RpmPackage } from '../../package/rpm-package.ts';
import { troubleOf, type Unreadable } from '../../package/unreadable.ts';
import { cowAlreadyTranscoded } from '../../rules/cow/cow-already-transcoded.ts';
import { type CheckOptions, checkFacts } from '../check-package.ts';
import type { CheckRecord } from '../check-record.ts';
import { gatherFacts } from '../gather-facts.ts';

export interface PackageSide {
  readonly kind: 'package' | 'extents';
  /** Of an extents file, with the prediction for the package. */
  readonly record: CheckRecord;
  /** Undefined where rpm cannot load the headers. */
  readonly pkg: RpmPackage | undefined;
  /** Bytes of the package; of an extents file, of the one that it says it was made of. */
  readonly packageSize: number;
}

export type ReadSide =
  | { readonly kind: 'read'; readonly side: PackageSide }
  | { readonly kind: 'unreadable' | 'cut'; readonly unreadable: Unreadable };

/** Reads the file of this name; `-` is standard input. */
export async function readSide(path: string, options: CheckOptions): Promise<ReadSide> {
  try {
    const source = await openPackageSource(path);
    try {
      return await readSource(path, source, options);
    } finally {
      source.close();
    }
  } catch (error) {
    return { kind: 'unreadable', unreadable: troubleOf(path, error) };
  }
}

async function readSource(
  path: string,
  source: ByteSource,
  options: CheckOptions,
): Promise<ReadSide> {
  const facts = await gatherFacts(source, options);
  if (isExtentsFile(facts.extents)) return await readExtents(path, facts, source, options);
  const result = await checkFacts(path, facts, source, options);
  if (result.kind !== 'checked') return result;
  const { record } = result;
  const { pkg, size: packageSize } = facts;
  return { kind: 'read', side: { kind: 'package', record, pkg, packageSize } };
}

async function readExtents(
  path: string,
  facts: PackageFacts,
  source: ByteSource,
  options: CheckOptions,
): Promise<ReadSide> {
  const { csum, start } = facts.extents!.sections!.footer;
  const packageSize = parseCsumBlock(source, csum, start).inputLength;
  const asPackage = { ...facts, size: packageSize, extents: undefined };
  const original = await checkFacts(path, asPackage, source, { ...options, payload: false });
  const rules = options.rules.filter(
    ({ id, needs }) => needs === 'extents' && id !== cowAlreadyTranscoded.id,
  );
  const itself = await checkFacts(path, facts, source, { ...options, rules });
  if (original.kind !== 'checked') return original;
  if (itself.kind !== 'checked') return itself;
  const record: CheckRecord = {
    ...itself.record,
    prediction: original.record.prediction,
    findings: [...original.record.findings, ...itself.record.findings],
  };
  return { kind: 'read', side: { kind: 'extents', record, pkg: facts.pkg, packageSize } };
}

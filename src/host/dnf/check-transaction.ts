/**
 * What Copy-on-Write would do to the packages that dnf is about to install.
 *
 * Policy: a file that is an extents file already is proven, every other one is checked with its
 * payload. Packages that are left alone are not read: rpm installs them as ever.
 */
import { FOOTER_LENGTH, hasExtentsMagic } from '../../../native-free-parsers/extents/footer.ts';
import { checkAll } from '../../check/check-all.ts';
import type { CheckResult } from '../../check/check-record.ts';
import type { CheckRequest } from '../../check/check-task.ts';
import type { ReferenceVerdict } from '../../check/predict-reference.ts';
import { openFileSource } from '../../io/file-source.ts';
import { MachineError } from '../../io/machine-error.ts';
import type { ProofResult } from '../../transcode/prove.ts';
import { proveAll } from '../../transcode/prove-all.ts';
import type { DenialOf } from './denials.ts';
import type { TransactionPackage } from './transaction-package.ts';

/** What there is to say of one package. */
export type PackageVerdict =
  /** It installs the same with Copy-on-Write and without; or it is an extents file, and proven. */
  { readonly kind: 'good' } | { readonly kind: 'left-alone' } | BadPackage;

export interface BadPackage {
  readonly kind: 'bad';
  /** Which rule decides; undefined where none does. */
  readonly rule: string | undefined;
  /** What is the matter. */
  readonly text: string;
  /** copy: rpm installs the package as it is; download: the fault is the file's in the cache. */
  readonly remedy: 'copy' | 'download' | 'none';
}

export interface CheckedPackage {
  readonly package: TransactionPackage;
  readonly verdict: PackageVerdict;
}

/** The first finding of a rule is told. */
const REQUEST: CheckRequest = {
  rules: { only: [], skip: [], rpmVersion: undefined },
  payload: true,
  keyFiles: [],
  estimate: false,
  excerpts: false,
  mostFindings: 1,
};

const MEANINGS: Readonly<
  Record<Exclude<ReferenceVerdict, 'same'>, Pick<BadPackage, 'text' | 'remedy'>>
> = {
  'cow-fails': { text: 'does not install with Copy-on-Write', remedy: 'copy' },
  'different-tree': { text: 'installs other files with Copy-on-Write', remedy: 'copy' },
  'cow-accepts': { text: 'is refused by rpm, but not with Copy-on-Write', remedy: 'none' },
  'both-reject': { text: 'is refused by rpm', remedy: 'none' },
  'not-a-package': { text: 'is no package', remedy: 'download' },
};

/** In the order of the packages. */
export async function checkTransaction(
  packages: readonly TransactionPackage[],
  denialOf: DenialOf,
  workers: number,
): Promise<readonly CheckedPackage[]> {
  const verdicts = new Map<TransactionPackage, PackageVerdict>();
  const plain: TransactionPackage[] = [];
  const extents: TransactionPackage[] = [];
  for (const pkg of packages) {
    const form = formOf(pkg.path);
    if (form === 'extents') extents.push(pkg);
    else if (denialOf(pkg) !== undefined) verdicts.set(pkg, { kind: 'left-alone' });
    else plain.push(pkg);
  }
  await judge(extents, proveAll(pathsOf(extents), workers), ofProof, verdicts);
  await judge(plain, checkAll(pathsOf(plain), workers, REQUEST), ofCheck, verdicts);
  return packages.map((pkg) => ({ package: pkg, verdict: verdicts.get(pkg)! }));
}

function pathsOf(packages: readonly TransactionPackage[]): string[] {
  return packages.map(({ path }) => path);
}

async function judge<Result>(
  packages: readonly TransactionPackage[],
  results: AsyncIterable<Result>,
  verdictOf: (result: Result) => PackageVerdict,
  verdicts: Map<TransactionPackage, PackageVerdict>,
): Promise<void> {
  let at = 0;
  for await (const result of results) verdicts.set(packages[at++]!, verdictOf(result));
}

/** What cannot be opened is for the check to tell. */
function formOf(path: string): 'plain' | 'extents' {
  try {
    const source = openFileSource(path);
    try {
      const tail = new Uint8Array(Math.min(FOOTER_LENGTH, source.size));
      source.readAt(source.size - tail.length, tail);
      return hasExtentsMagic(tail) ? 'extents' : 'plain';
    } finally {
      source.close();
    }
  } catch (error) {
    if (error instanceof MachineError) return 'plain';
    throw error;
  }
}

function ofProof(result: ProofResult): PackageVerdict {
  if (result.kind === 'unreadable') {
    const text = `is a damaged extents file: ${result.unreadable.message}`;
    return { kind: 'bad', rule: undefined, text, remedy: 'download' };
  }
  const [finding] = result.record.findings;
  if (finding === undefined) return { kind: 'good' };
  const text = `is a wrong extents file: ${finding.message}`;
  return { kind: 'bad', rule: finding.rule, text, remedy: 'download' };
}

function ofCheck(result: CheckResult): PackageVerdict {
  if (result.kind === 'unreadable') {
    const text = `cannot be read: ${result.unreadable.message}`;
    return { kind: 'bad', rule: undefined, text, remedy: 'download' };
  }
  const { findings, prediction } = result.record;
  if (prediction.reference === 'same') return { kind: 'good' };
  const [rule] = prediction.because;
  const { text, remedy } = MEANINGS[prediction.reference];
  const message = findings.find((finding) => finding.rule === rule)?.message;
  return { kind: 'bad', rule, text: message === undefined ? text : `${text}: ${message}`, remedy };
}

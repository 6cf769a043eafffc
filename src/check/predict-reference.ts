/**
 * What the reference stack does with a package: stock rpm 4.18 on one side; on the other the
 * reference transcoder and rpm 4.19 with the reflink plugin, installing what it wrote.
 *
 * Policy: a model of how both read a package, from the facts alone and the same for all packages.
 * Each side either leaves a tree behind or refuses by a rule. Signatures are left out, as the keys
 * of a host decide about them; so is whatever else depends on a host, but for device nodes, which
 * are taken to be absent. The transcoder's verdict on digests is recorded and never looked at.
 * Source: rpm 4.18 and rpm 4.19 with the Copy-on-Write patches, named where each step is.
 */
import { isExtentsFile, type PackageFacts } from '../package/facts/facts.ts';
import { headRefusals } from '../package/refusal.ts';
import { trailerPlace } from '../package/rewritten-region.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
import { troubleRule } from '../package/trouble-rule.ts';
import { digestRefusals } from './digest-refusals.ts';
import { type ArchiveWalk, walkArchive } from './reference-archive.ts';
import { type TransactionFiles, transactionFiles } from './reference-file-list.ts';
import { extentsInstall } from './reference-install.ts';
import { originalPaths } from './reference-names.ts';
import { isPlain } from './reference-plain.ts';
import { sourceRefusals } from './reference-source.ts';
import { stockInstall } from './reference-stock.ts';
import { referenceTranscode } from './reference-transcoder.ts';
import { type Install, isSameTree, refuses } from './reference-tree.ts';

export type ReferenceVerdict =
  | 'same'
  | 'both-reject'
  | 'cow-fails'
  | 'cow-accepts'
  | 'different-tree'
  | 'not-a-package';

export interface ReferencePrediction {
  readonly verdict: ReferenceVerdict;
  /** Rules that decide it; empty for `same`. */
  readonly because: readonly string[];
  /** False where the payload, which was not read, may decide otherwise. */
  readonly certain: boolean;
}

/** Predicts; where the payload was not read, as if it were what the header promises. */
export function predictReference(facts: PackageFacts): ReferencePrediction {
  const { trouble, pkg } = facts;
  if (pkg === undefined) {
    const verdict = trouble!.section === 'lead' ? 'not-a-package' : 'both-reject';
    return { verdict, because: [troubleRule(trouble!)], certain: true };
  }
  const refusals = refusalsOf(facts, pkg);
  const isSound = refusals.both.length === 0 && refusals.stock.length === 0;
  if (isSound && isPlain(facts, pkg)) return { verdict: 'same', because: [], certain: false };
  return predictByModel(facts, pkg, refusals);
}

/** The same without the shortcut for plain packages. */
export function predictByModel(
  facts: PackageFacts,
  pkg: RpmPackage,
  { both, stock: stockOnly }: Refusals = refusalsOf(facts, pkg),
): ReferencePrediction {
  const list = transactionFiles(pkg);
  if (list.conflict) both.push('file-duplicate-path');
  if (both.length > 0) return { verdict: 'both-reject', because: both, certain: true };

  const walk = walkArchive(facts, pkg);
  const stock = stockOnly.length > 0 ? refuses(...stockOnly) : stockInstall(list, walk);
  const cow = copyOnWriteInstall(pkg, list, walk);
  return { ...compare(stock, cow), certain: isCertain(facts) };
}

interface Refusals {
  readonly both: string[];
  readonly stock: readonly string[];
}

/** What is refused before any file is made. */
function refusalsOf(facts: PackageFacts, pkg: RpmPackage): Refusals {
  const digests = digestRefusals(facts).filter((rule) => !rule.startsWith('sig-'));
  const leftOut = pkg.isSource ? LEFT_OUT_OF_SOURCE : DECIDED_WHERE_MADE;
  const head = headRefusals(pkg).filter(({ rule }) => !leftOut.has(rule));
  const both = head.filter(({ problem }) => problem?.section !== 'lead').map(({ rule }) => rule);
  if (originalPaths(pkg).kind === 'broken') both.push(RELOCATED);
  // The transcoder writes a lead of its own.
  const lead = head.filter(({ problem }) => problem?.section === 'lead').map(({ rule }) => rule);
  if (digests.includes(HEADER_DIGEST)) both.push(HEADER_DIGEST);
  const stock = pkg.isSource
    ? sourceRefusals(facts, pkg.fileList.files)
    : digests.filter((rule) => rule !== HEADER_DIGEST);
  return { both, stock: [...new Set([...lead, ...stock])] };
}

const HEADER_DIGEST = 'pkg-header-digest-bad';
const RELOCATED = 'file-relocated';
/** Refusals that depend on what the archive has, on which files are made, and with what. */
const DECIDED_WHERE_MADE: ReadonlySet<string> = new Set([
  RELOCATED,
  'file-duplicate-path',
  'file-capabilities',
]);
/** The payload of a source package is unpacked without a look at its format. */
const LEFT_OUT_OF_SOURCE: ReadonlySet<string> = new Set([...DECIDED_WHERE_MADE, 'payload-format']);

function copyOnWriteInstall(pkg: RpmPackage, list: TransactionFiles, walk: ArchiveWalk): Install {
  const { head, isSource } = pkg;
  if (head.main.region === undefined) return refuses('hdr-region-missing');
  if (trailerPlace(head.signature) === 'early') return refuses('sig-region-early-trailer');
  // It is unpacked without the plugin, which leaves no archive to unpack.
  if (isSource) return refuses('source-package');
  const output = referenceTranscode(pkg, list, walk);
  return output.kind === 'cut' ? refuses(output.because) : extentsInstall(list, output);
}

function compare(stock: Install, cow: Install): Omit<ReferencePrediction, 'certain'> {
  if (stock.kind === 'refuses') {
    if (cow.kind === 'installs') return { verdict: 'cow-accepts', because: stock.because };
    return { verdict: 'both-reject', because: [...new Set([...stock.because, ...cow.because])] };
  }
  if (cow.kind === 'refuses') return { verdict: 'cow-fails', because: cow.because };
  if (isSameTree(stock.tree, cow.tree)) return { verdict: 'same', because: [] };
  const oddities = [...new Set([...stock.oddities, ...cow.oddities])];
  return {
    verdict: 'different-tree',
    because: oddities.length > 0 ? oddities : ['digest-collision'],
  };
}

/** Whether the archive was read, or there is none to read. */
function isCertain({ payload, extents }: PackageFacts): boolean {
  if (isExtentsFile(extents)) return true;
  return payload !== undefined && payload.decoding.kind !== 'no-codec';
}

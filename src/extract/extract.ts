/**
 * Installs the files of one package below a root, and nothing but the files: no scriptlet, no
 * database.
 *
 * Policy: everything is staged first and gets its names last; a package that is refused, a failure
 * or a signal leaves the root as it was, but for what a failing commit had already renamed.
 */
import { FOOTER_LENGTH, hasExtentsMagic } from '../../native-free-parsers/extents/footer.ts';
import { formatNevra } from '../../native-free-parsers/nevra.ts';
import type { Breather } from '../io/breathe.ts';
import type { CopyCount, CopyCounts, ReflinkMode } from '../io/file-copier.ts';
import { type FileSource, openFileSource } from '../io/file-source.ts';
import { MachineError } from '../io/machine-error.ts';
import { openPackageStream } from '../io/package-input.ts';
import { RootedTree } from '../io/rooted-tree.ts';
import { StagedTree } from '../io/staged-tree.ts';
import { undoOnSignal } from '../io/undo-on-signal.ts';
import type { ContentsProof } from '../transcode/contents-proof.ts';
import type { PackageContents } from './contents.ts';
import { openExtentsContents } from './extents-contents.ts';
import { Owners } from './owners.ts';
import { countTree, PackageTree, type TreeCounts } from './package-tree.ts';

export interface ExtractOptions {
  /** A directory that exists. */
  readonly root: string;
  readonly reflink: ReflinkMode;
  /** Whether contents of an extents file are proved; those of a plain package always are. */
  readonly verify: boolean;
  readonly nativeFree: boolean;
  /** Are added to while it works. */
  readonly counts: CopyCounts;
  readonly breathe: Breather;
}

/** What was extracted: plain data. */
export interface Extraction extends TreeCounts {
  readonly path: string;
  readonly root: string;
  readonly nevra: string;
  readonly kind: 'package' | 'extents';
  /** Whether every content was compared with the header's digest. */
  readonly verified: boolean;
  readonly cloned: CopyCount;
  readonly rangeCopied: CopyCount;
  readonly copied: CopyCount;
  /** Files of which nothing was cloned, by the reason. */
  readonly notCloned: Readonly<Record<string, number>>;
  readonly warnings: readonly string[];
}

/**
 * Extracts the package or extents file at `path`.
 * @throws FormatError where it is unreadable, Refused where it must not be installed, MachineError.
 */
export async function extract(path: string, options: ExtractOptions): Promise<Extraction> {
  const source = openFileSource(path);
  try {
    return isExtentsFile(source)
      ? await extractExtents(source, path, options)
      : await extractPackage(source, path, options);
  } finally {
    source.close();
  }
}

function isExtentsFile(source: FileSource): boolean {
  const tail = new Uint8Array(Math.min(FOOTER_LENGTH, source.size));
  source.readAt(source.size - tail.length, tail);
  return hasExtentsMagic(tail);
}

async function extractExtents(
  source: FileSource,
  path: string,
  options: ExtractOptions,
): Promise<Extraction> {
  const proof = options.verify ? await contentsProof(source) : undefined;
  try {
    const contents = await openExtentsContents(source, { name: path, proof, ...options });
    return await install(contents, 'extents', path, options);
  } finally {
    await proof?.end();
  }
}

/** Who does not want it need not wait for threads to be loaded. */
async function contentsProof(source: FileSource): Promise<ContentsProof> {
  const { ContentsProof } = await import('../transcode/contents-proof.ts');
  return new ContentsProof(source);
}

async function extractPackage(
  source: FileSource,
  path: string,
  options: ExtractOptions,
): Promise<Extraction> {
  if (options.reflink === 'always') {
    throw new MachineError({
      doing: 'clone',
      subject: path,
      code: 'EINVAL',
      reason: 'it is a plain package: its contents are compressed',
      advice: 'transcode it first',
    });
  }
  // Cloning needs none of what decoding does: not loading it saves time at the start.
  const { openPackageContents } = await import('./package-contents.ts');
  const input = openPackageStream(source.fd, path, []);
  try {
    return await install(openPackageContents(input, options), 'package', path, options);
  } finally {
    input.close();
  }
}

async function install(
  contents: PackageContents,
  kind: Extraction['kind'],
  path: string,
  { root, counts }: ExtractOptions,
): Promise<Extraction> {
  const { package: pkg, verified } = contents;
  const tree = new RootedTree(root);
  const staged = new StagedTree(tree);
  const release = undoOnSignal(() => staged.abandon());
  try {
    const owners = new Owners(tree, pkg.fileList.files);
    const files = new PackageTree(pkg.fileList, staged, owners);
    files.prepare();
    await contents.stage(files);
    files.stageOthers();
    staged.commit();
    return {
      path,
      root,
      nevra: formatNevra(pkg.nevra),
      kind,
      verified,
      ...countTree(pkg.fileList),
      cloned: counts.cloned,
      rangeCopied: counts.rangeCopied,
      copied: counts.copied,
      notCloned: Object.fromEntries(counts.notCloned),
      warnings: [...owners.warnings],
    };
  } catch (error) {
    staged.abandon();
    throw error;
  } finally {
    release();
    tree.close();
  }
}

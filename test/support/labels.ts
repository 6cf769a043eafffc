/** The labelled packages beside the project: what the real stack did with each. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const SHARED = resolve(import.meta.dirname, '../../../shared');

export type Collection = 'corpus' | 'truth';

export interface Label {
  readonly id: string;
  readonly path: string;
  readonly kind: string;
  readonly sha256: string;
  readonly verdict: string;
  readonly stockError: string;
  /** Of the Copy-on-Write install. */
  readonly cowError: string;
  readonly hasMagic: boolean;
  readonly headVerbatim: boolean;
  readonly extentsSha256: string;
  readonly tableSha256: string;
  readonly digestsSha256: string;
  readonly wholeSha256: string;
  /** undefined where rpm could not read the package. */
  readonly isSource: boolean | undefined;
  readonly deterministic: boolean;
  /** The verification that the reference stored, if it wrote an extents file. */
  readonly checksig: { readonly rc: number; readonly text: string } | undefined;
}

/** Why tests of labelled packages cannot run here, or undefined when they can. */
export function missingLabels(): string | undefined {
  return existsSync(join(SHARED, 'truth/labels.tsv'))
    ? undefined
    : 'the labelled packages (../shared) are not here';
}

/** Every row of a collection; none where the collection is not here. */
export function readLabels(collection: Collection): Label[] {
  if (missingLabels() !== undefined) return [];
  const directory = join(SHARED, collection);
  const packages = collection === 'corpus' ? join(directory, 'packages') : directory;
  const checksigs = new Map(
    readFileSync(join(directory, 'checksig.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line))
      .map((record) => [record.id, record]),
  );
  const [header = '', ...lines] = readFileSync(join(directory, 'labels.tsv'), 'utf8')
    .trimEnd()
    .split('\n');
  const columns = header.split('\t');
  return lines.map((line) => {
    const values = line.split('\t');
    const cell = (name: string) => values[columns.indexOf(name)] ?? '';
    const stored = checksigs.get(cell('id'));
    return {
      id: cell('id'),
      path: join(packages, cell('id')),
      kind: cell('kind'),
      sha256: cell('sha256'),
      verdict: cell('verdict'),
      stockError: cell('stock_err'),
      cowError: cell('cow_err'),
      hasMagic: cell('has_magic') === 'y',
      headVerbatim: cell('head_verbatim') === 'yyy',
      extentsSha256: cell('extents_sha256'),
      tableSha256: cell('table_sha256'),
      digestsSha256: cell('digests_sha256'),
      wholeSha256: cell('whole_sha256'),
      isSource: { y: true, n: false }[cell('is_source')],
      deterministic: cell('nondet') === '-',
      checksig: stored?.magic ? { rc: stored.rc, text: stored.text } : undefined,
    };
  });
}

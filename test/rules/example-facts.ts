/** The facts of a package of the corpus, gathered as `check` gathers them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { THROWAWAY_KEYS } from '../../corpus/openpgp/throwaway-keys.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import { readKeys } from '../../src/io/openpgp.ts';
import type { PackageFacts } from '../../src/package/facts/facts.ts';

const known = new Map<string, Promise<PackageFacts>>();

const keys = { ...(await readKeys(THROWAWAY_KEYS)), empty: [] };

/**
 * Written packages and mutants by name; gathered once, payload included, signatures held against
 * the keys of the corpus.
 */
export function exampleFacts(name: string): Promise<PackageFacts> {
  const facts = known.get(name) ?? gather(name);
  known.set(name, facts);
  return facts;
}

async function gather(name: string): Promise<PackageFacts> {
  const directory = mkdtempSync(join(tmpdir(), 'rpmcow-example-'));
  try {
    const path = join(directory, `${name}.rpm`);
    writeFileSync(path, await packageBytes(name));
    const source = openFileSource(path);
    try {
      return await gatherFacts(source, { payload: true, keys });
    } finally {
      source.close();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** The facts of a package of the corpus, gathered as `check` gathers them. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LISTED_CASES, listingOf } from '../../corpus/cases/repository.ts';
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
 * the keys of the corpus. Listed cases come with what metadata says of them.
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
    const listed = LISTED_CASES.find((listedCase) => listedCase.name === name);
    const bytes = await packageBytes(listed?.of ?? name);
    const listing = listed?.say(listingOf(`${name}.rpm`, bytes), bytes);
    writeFileSync(path, bytes);
    const source = openFileSource(path);
    try {
      return await gatherFacts(source, { payload: true, keys, listing });
    } finally {
      source.close();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
}

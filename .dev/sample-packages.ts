/**
 * The packages that keep-code.ts runs the programs with.
 *
 * Policy: what packages are like that many have, and a defect here and there; only such as take no
 * program and no native module to make.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageBytes } from '../corpus/package-bytes.ts';

const NAMES: readonly string[] = [
  'plain',
  'plain-none',
  'for-x86-64',
  'source',
  'hard-links',
  'utf8-summary',
  'with-epoch',
  'signed',
  'signed-in-version-3',
  'signature-trailer-early',
  'format-v3',
  'old-file-names',
];

/** Writes them into a folder that is there. */
export async function writeSamplePackages(folder: string): Promise<void> {
  for (const name of NAMES) {
    writeFileSync(join(folder, `${name}.rpm`), await packageBytes(name));
  }
}

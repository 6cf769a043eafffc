/**
 * Fills a build root with generated files: what specs call as %{fill}.
 * Usage: fill.ts DIRECTORY <PLAN, a line a file: NAME [SEED] KIND SIZE; the seed is the name unless
 * given. Policy: directories must exist; nothing is read but the plan.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTENT_KINDS, seededContent } from '../content.ts';

const [directory = '.'] = process.argv.slice(2);

for (const line of readFileSync(0, 'utf8').trim().split('\n')) {
  const words = line.split(' ');
  const [name = '', seed = name] = words.length === 4 ? words : words.slice(0, 1);
  const kind = CONTENT_KINDS.find((known) => known === words.at(-2));
  const size = Number(words.at(-1));
  if (!name || !kind || !Number.isInteger(size)) throw new Error(`not a line of a plan: ${line}`);
  writeFileSync(join(directory, name), seededContent(seed, kind, size));
}

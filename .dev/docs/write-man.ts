/** Writes the man pages into man/, afresh: `npm run man`. Needs the built programs. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { manPages } from './man-pages.ts';
import { programHelps } from './program-help.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TARGET = join(ROOT, 'man');

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const pages = manPages(programHelps(), version);
rmSync(TARGET, { recursive: true, force: true });
mkdirSync(TARGET);
for (const { file, roff } of pages) writeFileSync(join(TARGET, file), roff);

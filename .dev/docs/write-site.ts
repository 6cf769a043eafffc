/** Writes the site into site/, afresh: `npm run site`. Needs the built programs. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { hostRecords } from '../../src/cli/host-records.ts';
import { ruleRecords } from '../../src/cli/rule-records.ts';
import { checkedExamples } from './checked-examples.ts';
import { programHelps } from './program-help.ts';
import { siteFiles } from './site.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const TARGET = join(ROOT, 'site');

const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const sources = {
  programs: programHelps(),
  rules: ruleRecords(),
  hostChecks: hostRecords(),
  examples: await checkedExamples(),
};
const files = siteFiles(sources, version);
rmSync(TARGET, { recursive: true, force: true });
for (const [path, content] of files) {
  mkdirSync(join(TARGET, dirname(path)), { recursive: true });
  writeFileSync(join(TARGET, path), content);
}
console.log(`${files.size} files in site/: open site/index.html`);

/**
 * Writes one package of packages.ts and prints its facts as JSON: `build-package.ts NAME
 * quick|full PATH`. Policy: all in memory; the file appears complete or not at all.
 */

import { renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { FileDescription } from '../corpus/writer/description.ts';
import { writePackage } from '../corpus/writer/write-package.ts';
import { contentDigest, type FileContent } from './content-digest.ts';
import { benchPackages, ROOT } from './packages.ts';
import type { PackageFacts } from './results.ts';

const [name, size, path = ''] = process.argv.slice(2);
const wanted = benchPackages(size === 'quick').find((one) => one.name === name);
if (wanted === undefined) throw new RangeError(`no package is called ${name}`);

const { what, version, compressor, ghosts = false } = wanted;
const files = wanted.files();
// Read by xz itself.
if (wanted.xzOptions !== undefined) process.env['XZ_OPT'] = wanted.xzOptions;
const bytes = await writePackage({
  name: `bench-${wanted.name.replace(/-next$/, '-zstd')}`,
  version,
  compressor,
  files: [...directories(files), ...files.map(described)],
});
writeFileSync(`${path}.partial`, bytes);
renameSync(`${path}.partial`, path);

const facts: PackageFacts = {
  name: wanted.name,
  what,
  compressor,
  files: files.length,
  contentSize: files.reduce((sum, { content }) => sum + content.length, 0),
  size: bytes.length,
  digest: contentDigest(files),
};
process.stdout.write(JSON.stringify(facts));

function described({ path: relative, content }: FileContent): FileDescription {
  const file = { path: `/${ROOT}/${relative}` };
  return ghosts ? { ...file, type: 'ghost' } : { ...file, type: 'regular', content };
}

/** Every directory above the files, parents first. */
function directories(contents: readonly FileContent[]): FileDescription[] {
  const paths = new Set<string>();
  for (const file of contents) {
    const above: string[] = [];
    for (
      let at = dirname(`/${ROOT}/${file.path}`);
      !paths.has(at) && at !== '/';
      at = dirname(at)
    ) {
      above.push(at);
    }
    for (const directory of above.reverse()) paths.add(directory);
  }
  return [...paths].map((directory) => ({ type: 'directory', path: directory }));
}

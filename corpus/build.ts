/**
 * The corpus on the command line: lists the packages of the manifest, builds or writes the named
 * ones. Paths go to stdout, progress to stderr.
 */

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildPackages, isSlow } from './build/build-package.ts';
import { MANIFEST } from './manifest.ts';
import { packageBytes } from './package-bytes.ts';

const HELP = `Usage: node corpus/build.ts [--all] [NAME...] [-C DIRECTORY]

Without names: lists the corpus, one package a line: name, kind, what it is for.
With names:    makes these packages and prints their paths.

  --all          every package, built-huge-file included, which takes half a minute
  -C DIRECTORY   where packages go (default: the current directory)
  --help         this text

Example: node corpus/build.ts hard-links trailer-removed -C build
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean', default: false },
    directory: { type: 'string', short: 'C', default: '.' },
    help: { type: 'boolean', default: false },
  },
});

const known = new Map(MANIFEST.map((entry) => [entry.name, entry]));
const names = values.all ? [...known.keys()] : positionals;
const unknown = names.filter((name) => !known.has(name));

if (values.help) {
  process.stdout.write(HELP);
} else if (unknown.length > 0) {
  process.stderr.write(`Unknown: ${unknown.join(', ')}. Without names, the corpus is listed.\n`);
  process.exitCode = 2;
} else if (names.length === 0) {
  const lines = MANIFEST.map(
    ({ name, kind, purpose }) => `${name.padEnd(30)} ${kind.padEnd(8)} ${purpose}\n`,
  );
  process.stdout.write(lines.join(''));
} else {
  await make(names, values.directory);
}

async function make(wanted: readonly string[], directory: string): Promise<void> {
  mkdirSync(directory, { recursive: true });
  const specs = wanted.filter((name) => known.get(name)?.kind === 'spec');
  const built = await buildPackages(specs, directory, (name) => {
    process.stderr.write(`building ${name}${isSlow(name) ? ' (slow)' : ''}\n`);
  });
  for (const path of built.values()) process.stdout.write(`${path}\n`);
  for (const name of wanted.filter((one) => !built.has(one))) {
    const path = join(directory, `${name}.rpm`);
    writeFileSync(path, await packageBytes(name));
    process.stdout.write(`${path}\n`);
  }
}

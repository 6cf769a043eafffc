/**
 * Packages to start from: small ones of the corpus, sane and not, and of the labelled ones where they
 * are here.
 *
 * Policy: the same ones in the same order every time; none over a size, since mutants of many bytes
 * change what nobody looks at.
 */
import { readFileSync, statSync } from 'node:fs';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { readLabels } from '../support/labels.ts';

const LARGEST = 16 * 1024;

/** Where most of the format is: every codec, archive form, digest and kind of link. */
const SANE: readonly string[] = [
  ...['plain', 'plain-none', 'plain-zstd', 'plain-xz', 'plain-lzma', 'plain-bzip2', 'hard-links'],
  ...['crc-archive', 'stripped-archive', 'format-v3', 'format-v6', 'long-sizes', 'digests-md5'],
  ...['digests-sha512', 'only-ghosts', 'no-files', 'source', 'odd-names', 'links-stripped'],
];

/** Sane packages that this host needs no program for. */
export async function sanePackages(): Promise<Uint8Array[]> {
  return await Promise.all(SANE.map(async (name) => Uint8Array.from(await packageBytes(name))));
}

/** With the corpus' mutants, and labelled packages; made once. */
export function seedPackages(): Promise<readonly Uint8Array[]> {
  made ??= makeSeedPackages();
  return made;
}

let made: Promise<readonly Uint8Array[]> | undefined;

async function makeSeedPackages(): Promise<Uint8Array[]> {
  const mutants = MANIFEST.filter(({ kind }) => kind === 'mutant');
  const made = await Promise.all(mutants.map(({ name }) => packageBytes(name)));
  const labelled = readLabels('truth')
    .map(({ path }) => path)
    .filter((path) => statSync(path).size <= LARGEST)
    .map((path) => readFileSync(path));
  return [
    ...(await sanePackages()),
    ...[...made, ...labelled].map((bytes) => Uint8Array.from(bytes)),
  ].filter(({ length }) => length <= LARGEST);
}

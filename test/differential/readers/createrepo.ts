/** Names, digests, sizes, header ranges and file lists of the metadata that createrepo_c makes. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { compare, type Difference, printed, type Subject, unescaped } from './subject.ts';

const DIRECTORY = 0o040000;
const TYPE = 0o170000;

/** @param place an empty directory. */
export function differencesFromCreaterepo(
  subjects: readonly Subject[],
  place: string,
): Difference[] {
  const packages = join(place, 'packages');
  mkdirSync(packages);
  for (const [i, { path }] of subjects.entries()) copyFileSync(path, join(packages, `${i}.rpm`));
  printed(['createrepo_c', '--quiet', '--no-database', '--compress-type=gz', packages]);
  const primary = document(packages, 'primary');
  const filelists = document(packages, 'filelists');
  return subjects.flatMap((subject, i) => {
    const listed = primary.find((text) => text.includes(`<location href="${i}.rpm"`)) ?? '';
    const [id] = ours(subject).get('checksum')!.split(' ');
    const files = filelists.find((text) => text.includes(`pkgid="${id}"`)) ?? '';
    return [
      ...compare(subject, 'nevra', ours(subject), theirs(listed)),
      ...compare(subject, 'file', ourFiles(subject), theirFiles(files)),
    ];
  });
}

/** The packages of a document, each as text. */
function document(packages: string, name: string): string[] {
  const directory = join(packages, 'repodata');
  const file = readdirSync(directory).find((each) => each.endsWith(`-${name}.xml.gz`))!;
  const text = gunzipSync(readFileSync(join(directory, file))).toString('latin1');
  return text.split(/(?=<package )/).slice(1);
}

function ours({ pkg, path }: Subject): Map<string, string> {
  const { nevra, isSource, head, payloadOffset } = pkg;
  const bytes = readFileSync(path);
  return new Map([
    ['name', nevra.name],
    ['arch', isSource ? 'src' : nevra.arch],
    ['epoch', String(nevra.epoch ?? 0)],
    ['ver', nevra.version],
    ['rel', nevra.release],
    ['checksum', createHash('sha256').update(bytes).digest('hex')],
    ['size', String(bytes.length)],
    ['start', String(head.main.offset)],
    ['end', String(payloadOffset)],
  ]);
}

function theirs(text: string): Map<string, string> {
  const found = (pattern: RegExp) => unescaped(pattern.exec(text)?.[1] ?? 'nothing');
  return new Map([
    ['name', found(/<name>(.*?)<\/name>/)],
    ['arch', found(/<arch>(.*?)<\/arch>/)],
    ['epoch', found(/<version epoch="(.*?)"/)],
    ['ver', found(/<version [^>]*ver="(.*?)"/)],
    ['rel', found(/<version [^>]*rel="(.*?)"/)],
    ['checksum', found(/<checksum type="sha256"[^>]*>(\w+)</)],
    ['size', found(/<size package="(\d+)"/)],
    ['start', found(/<rpm:header-range start="(\d+)"/)],
    ['end', found(/<rpm:header-range [^>]*end="(\d+)"/)],
  ]);
}

function ourFiles({ pkg }: Subject): Map<string, string> {
  return new Map(
    pkg.fileList.files.map(({ path, mode, ghost }) => {
      if ((mode & TYPE) === DIRECTORY) return [path, 'dir'];
      return [path, ghost ? 'ghost' : 'file'];
    }),
  );
}

function theirFiles(text: string): Map<string, string> {
  const files = text.matchAll(/<file(?: type="(\w+)")?>([\s\S]*?)<\/file>/g);
  return new Map([...files].map(([, type = 'file', path]) => [unescaped(path!), type]));
}

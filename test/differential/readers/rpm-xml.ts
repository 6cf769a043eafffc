/** Name, files, sizes, modes, links and digests as `rpm -qp --xml` prints them. */
import { compare, type Difference, printed, type Subject, unescaped } from './subject.ts';

export function differencesFromRpmXml(subject: Subject): Difference[] {
  const { pkg, path } = subject;
  const { text } = printed(['rpm', '-qp', '--nosignature', '--nodigest', '--xml', path]);
  const tags = readTags(text);
  const { nevra, fileList } = pkg;
  const one = (name: string) => tags.get(name)?.[0] ?? '';
  const ours = new Map([
    ['name', nevra.name],
    ['epoch', String(nevra.epoch ?? '')],
    ['version', nevra.version],
    ['release', nevra.release],
    ['arch', nevra.arch],
  ]);
  const theirs = new Map([...ours.keys()].map((name) => [name, one(capital(name))]));
  const files = new Map(
    fileList.files.map(({ path, mode, size, linkTo, digest = '' }) => [
      path,
      [mode & 0xffff, size, linkTo, withoutZeros(digest)].join(' '),
    ]),
  );
  return [
    ...compare(subject, 'nevra', ours, theirs),
    ...compare(subject, 'file', files, filesOf(tags)),
  ];
}

type Tags = ReadonlyMap<string, readonly string[]>;

function readTags(xml: string): Tags {
  const tags = new Map<string, string[]>();
  for (const [, name, body] of xml.matchAll(/<rpmTag name="(\w+)">([\s\S]*?)<\/rpmTag>/g)) {
    const values = [...body!.matchAll(/<(?:string|integer)(?:\/>|>([\s\S]*?)<\/)/g)];
    tags.set(
      name!,
      values.map(([, value = '']) => unescaped(value)),
    );
  }
  return tags;
}

function filesOf(tags: Tags): Map<string, string> {
  const column = (name: string) => tags.get(name) ?? [];
  const [names, directories, indexes] = ['Basenames', 'Dirnames', 'Dirindexes'].map(column);
  const sizes = tags.get('Longfilesizes') ?? column('Filesizes');
  const [modes, links, digests] = ['Filemodes', 'Filelinktos', 'Filedigests'].map(column);
  const old = column('Oldfilenames');
  const paths = names!.length > 0 ? names! : old;
  return new Map(
    paths.map((name, i) => [
      names!.length > 0 ? `${directories![Number(indexes![i])]}${name}` : name,
      [
        Number(modes![i]) & 0xffff,
        Number(sizes[i]),
        links![i] ?? '',
        withoutZeros(digests![i] ?? '').toLowerCase(),
      ].join(' '),
    ]),
  );
}

/** A digest of zeros is rpm's way to say that there is none. */
function withoutZeros(digest: string): string {
  return /^0*$/.test(digest) ? '' : digest;
}

function capital(name: string): string {
  return `${name[0]!.toUpperCase()}${name.slice(1)}`;
}

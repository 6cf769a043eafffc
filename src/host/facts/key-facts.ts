/**
 * The keys that enabled repositories sign with, and whether rpm has them.
 *
 * Policy: nothing is downloaded: of keys behind http that is said. Keys that rpm has are asked of
 * the install root's database, and of no database that is not there, because asking would make it.
 * Source: dnf.conf(5) gpgkey, gpgcheck; rpm lib/rpmts.c rpmtsImportPubkey (a package gpg-pubkey a key).
 */
import { openFileSource } from '../../io/file-source.ts';
import { readKeys } from '../../io/openpgp.ts';
import { programOutput } from '../../io/program-output.ts';
import type { SystemTree } from '../../io/system-tree.ts';
import { booleanOf, parseIni, type Section } from '../ini.ts';
import type { DnfFacts } from './dnf-facts.ts';
import { repositoryVariables, substitute } from './repository-variables.ts';

export interface RepositoryKeys {
  readonly id: string;
  /** Whether dnf checks signatures of its packages. */
  readonly gpgcheck: boolean;
  readonly keys: readonly RepositoryKey[];
}

export interface RepositoryKey {
  readonly url: string;
  /** `not-known`: it is not on this host, or rpm's database cannot be asked. */
  readonly state: 'imported' | 'missing' | 'not-known';
}

const DIRECTORIES = ['etc/yum.repos.d', 'etc/distro.repos.d', 'usr/share/dnf5/repos.d'] as const;
const DATABASES = ['rpmdb.sqlite', 'Packages.db', 'Packages'] as const;

export interface KeyRequest {
  readonly system: SystemTree;
  readonly root: SystemTree;
  readonly dnf: DnfFacts;
  /** %_dbpath; undefined where no rpm expands it. */
  readonly databasePath: string | undefined;
}

/** Of the enabled repositories, in the order of their files. */
export async function keyFacts(request: KeyRequest): Promise<RepositoryKeys[]> {
  const { system, dnf } = request;
  const imported = await importedKeys(request);
  const variables = repositoryVariables(system);
  const repositories: RepositoryKeys[] = [];
  for (const [id, section] of repositorySections(system)) {
    if (!booleanOf(section.get('enabled'), true)) continue;
    const inherited = dnf.main.get('pkg_gpgcheck') ?? dnf.main.get('gpgcheck');
    const own = section.get('pkg_gpgcheck') ?? section.get('gpgcheck');
    const gpgcheck = booleanOf(own, booleanOf(inherited, false));
    const urls = (section.get('gpgkey') ?? '').split(/[\s,]+/).filter((url) => url !== '');
    const keys: RepositoryKey[] = [];
    for (const written of urls) {
      const url = substitute(written, variables);
      keys.push({ url, state: await keyState(system, url, imported) });
    }
    repositories.push({ id, gpgcheck, keys });
  }
  return repositories;
}

function repositorySections(system: SystemTree): [string, Section][] {
  const texts = DIRECTORIES.flatMap((directory) =>
    system
      .names(directory)
      .filter((name) => name.endsWith('.repo'))
      .map((name) => system.text(`${directory}/${name}`) ?? ''),
  );
  return [...parseIni(...texts)].filter(([id]) => id !== 'main');
}

/** @param imported ends of fingerprints, in lower case; undefined where nobody can tell. */
async function keyState(
  system: SystemTree,
  url: string,
  imported: readonly string[] | undefined,
): Promise<RepositoryKey['state']> {
  const file = url.startsWith('file:') ? url.replace(/^file:(\/\/)?/, '') : url;
  const path = file.startsWith('/') ? system.locate(file) : undefined;
  if (path === undefined || imported === undefined) return 'not-known';
  const { keys } = await readKeys(fileBytes(path));
  const fingerprints = keys.map(({ primaryFingerprint }) => primaryFingerprint.toLowerCase());
  if (fingerprints.length === 0) return 'not-known';
  const has = (fingerprint: string) => imported.some((end) => fingerprint.endsWith(end));
  return fingerprints.every(has) ? 'imported' : 'missing';
}

function fileBytes(path: string): Uint8Array {
  const source = openFileSource(path);
  try {
    const bytes = new Uint8Array(source.size);
    return bytes.subarray(0, source.readAt(0, bytes));
  } finally {
    source.close();
  }
}

async function importedKeys({ root, databasePath }: KeyRequest): Promise<string[] | undefined> {
  if (databasePath === undefined) return undefined;
  const database = root.locate(databasePath);
  if (database === undefined) return [];
  const names = root.names(databasePath);
  if (!DATABASES.some((name) => names.includes(name))) return [];
  const dbpath = ['--dbpath', database] as const;
  // Version and, from rpm 6 on, the whole fingerprint; before, the last 8 digits of it.
  const query = ['-qa', 'gpg-pubkey*', '--queryformat', '%{version}\\n'] as const;
  const output = await programOutput(['rpm', ...dbpath, ...query]);
  if (output.kind !== 'ran') return undefined;
  // rpm 4.20 and newer may have its keys elsewhere; older ones do not know --list.
  const list = await programOutput(['rpmkeys', ...dbpath, '--list']);
  const lines = [output, list].flatMap((each) =>
    each.kind === 'ran' ? each.stdout.split('\n') : [],
  );
  return lines.flatMap((line) => /^[0-9a-f]{8,}/i.exec(line)?.[0].toLowerCase() ?? []);
}

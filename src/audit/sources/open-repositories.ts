/**
 * The repositories that arguments of an audit mean: directories, URLs, .repo files.
 *
 * Policy: an argument that cannot be opened is a repository that says so when it is listed, and the
 * others go on. Ids are unique: what is given twice counts once, and what only has the same id gets a
 * number. User and password of a URL go to the client, and nowhere else.
 */
import { parseRepoFile } from '../../../native-free-parsers/repodata/repo-file.ts';
import { printableUrl } from '../../io/http/printable-url.ts';
import { readTextFile } from '../../io/text-file.ts';
import type { Repository } from '../repository.ts';
import { orBroken } from './broken-repository.ts';
import { type ClientPool, createClientPool } from './client-pool.ts';
import { fetchFile, textOf } from './fetch-file.ts';
import { identityOf, openConfigured } from './open-configured.ts';
import { openDirectory, openRepositoryAt } from './open-directory.ts';
import { openUrl } from './open-url.ts';
import { repoVariables } from './repo-variables-here.ts';
import { REPOMD_PATH } from './repodata.ts';
import { readingDocument } from './repository-error.ts';
import { parseAddress } from './source-address.ts';
import type { SourceOptions } from './source-options.ts';
import { eachOnce } from './unique-repositories.ts';

export type { SourceOptions } from './source-options.ts';

/** Bytes of a .repo file. */
const MOST_CONFIGURATION = 1024 * 1024;

interface Opening {
  readonly options: SourceOptions;
  readonly pool: ClientPool;
}

/**
 * In the order of the targets, one after the other. Close each when it is done with.
 * Throws the signal's reason when aborted, and nothing else that a target can cause.
 */
export async function openRepositories(
  targets: readonly string[],
  options: SourceOptions,
): Promise<readonly Repository[]> {
  const opening = { options, pool: createClientPool(options.http) };
  const opened: Repository[] = [];
  try {
    for (const target of new Set(targets)) opened.push(...(await openTarget(target, opening)));
  } catch (error) {
    await closeAll(opened);
    throw error;
  }
  return await eachOnce(opened);
}

async function openTarget(target: string, opening: Opening): Promise<readonly Repository[]> {
  let address: ReturnType<typeof parseAddress>;
  try {
    address = parseAddress(target);
  } catch (error) {
    const name = `${target.slice(0, target.indexOf(':'))}: URL`;
    return await orBroken(name, name, () => Promise.reject(error));
  }
  if (address.kind === 'path') {
    const { path } = address;
    return await orBroken(path, path, () => openPath(path, opening));
  }
  const { url, login } = address;
  const id = addressId(url);
  const { options, pool } = opening;
  const identities = identityOf(url, login ?? options.login, options.certificate);
  return await orBroken(id, id, async () => {
    const client = pool.open({ identities });
    if (!url.pathname.endsWith('.repo')) {
      return [await openUrl(url, { id, client, signal: options.signal })];
    }
    try {
      const file = await fetchFile(client, [url.href], '', MOST_CONFIGURATION, options.signal);
      const text = textOf(file);
      file.close();
      return await openConfiguration(text, id, opening);
    } finally {
      await client.close();
    }
  });
}

/** Of a query only what tells one list of mirrors from another: the rest may be secret. */
function addressId(url: URL): string {
  const telling = ['repo', 'arch'].flatMap((key) => {
    const value = url.searchParams.get(key);
    return value === null ? [] : [`${key}=${encodeURIComponent(value)}`];
  });
  const address = withoutRepodata(printableUrl(url));
  return telling.length === 0 ? address : `${address}?${telling.join('&')}`;
}

async function openPath(path: string, opening: Opening): Promise<readonly Repository[]> {
  if (path.endsWith('.repo')) return await openConfiguration(readTextFile(path), path, opening);
  const root = withoutRepodata(path) || (path.startsWith('/') ? '/' : '.');
  return `/${path}`.endsWith(`/${REPOMD_PATH}`)
    ? [await openRepositoryAt(root, root)]
    : await openDirectory(root);
}

/** The repository whose repomd.xml this may be; without a slash at the end. */
function withoutRepodata(address: string): string {
  const repository = `/${address}`.endsWith(`/${REPOMD_PATH}`)
    ? address.slice(0, -REPOMD_PATH.length)
    : address;
  return repository.replace(/\/+$/, '');
}

async function openConfiguration(
  text: string,
  name: string,
  { options, pool }: Opening,
): Promise<readonly Repository[]> {
  const variables = repoVariables(options);
  const all = await readingDocument(name, async () => parseRepoFile(text, variables));
  const wanted = all.filter(({ enabled }) => enabled || options.disabled === 'include');
  const opened: Repository[] = [];
  for (const configuration of wanted) {
    const { id } = configuration;
    const open = async () => [await openConfigured(configuration, pool, options.signal)];
    opened.push(...(await orBroken(id, `${name} [${id}]`, open)));
  }
  return opened;
}

async function closeAll(repositories: readonly Repository[]): Promise<void> {
  for (const repository of repositories) await repository.close();
}

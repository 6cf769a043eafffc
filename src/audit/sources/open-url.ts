/**
 * The repository behind a URL: its own, that of its repomd.xml, or that of a list of mirrors.
 *
 * Policy: one client for everything that the URL leads to. The first address that was given is the
 * origin, not a mirror: lists of mirrors are in another order each time.
 */
import { FetchError } from '../../io/http/fetch-error.ts';
import type { HttpClient } from '../../io/http/http-client.ts';
import { printableUrl } from '../../io/http/printable-url.ts';
import type { Repository } from '../repository.ts';
import { fetchMirrors, isListOfMirrors } from './mirrors.ts';
import { openRemoteRepository } from './remote-repository.ts';
import { REPOMD_PATH } from './repodata.ts';

/** How a repository is opened; what they take for the client is closed with it, or on failure. */
export interface UrlOpening {
  readonly id: string;
  readonly client: HttpClient;
  readonly signal: AbortSignal;
}

/** The content tells what the URL is of. Throws RepositoryError or FetchError. */
export async function openUrl(url: URL, opening: UrlOpening): Promise<Repository> {
  if (url.pathname.endsWith(`/${REPOMD_PATH}`))
    return await openMirrors([new URL('..', url)], opening);
  if (isListOfMirrors(url)) return await openList(url, opening);
  return await closingOnFailure(opening.client, () => openUnknown(url, opening));
}

async function openUnknown(url: URL, opening: UrlOpening): Promise<Repository> {
  try {
    return await remote([url], opening);
  } catch (error) {
    if (!(error instanceof FetchError) || !/^HTTP_4/.test(error.code)) throw error;
    return await remoteByList(url, opening).catch((other: unknown) => {
      throw other instanceof FetchError ? error : other;
    });
  }
}

/** The repository behind a list of mirrors. Throws RepositoryError or FetchError. */
export async function openList(url: URL, opening: UrlOpening): Promise<Repository> {
  return await closingOnFailure(opening.client, () => remoteByList(url, opening));
}

/** The repository that several URLs mirror; one at least. Throws RepositoryError or FetchError. */
export async function openMirrors(urls: readonly URL[], opening: UrlOpening): Promise<Repository> {
  return await closingOnFailure(opening.client, () => remote(urls, opening));
}

function remote(urls: readonly URL[], { id, client, signal }: UrlOpening): Promise<Repository> {
  const mirrors = urls.map(asBase);
  const origin = originOf(urls[0]!);
  return openRemoteRepository(id, { origin, client, mirrors, versions: [], signal });
}

async function remoteByList(url: URL, { id, client, signal }: UrlOpening): Promise<Repository> {
  const list = await fetchMirrors(client, url, signal);
  return await openRemoteRepository(id, { origin: originOf(url), client, signal, ...list });
}

/** Without its query: what stands below it has none. */
function asBase(url: URL): string {
  const base = new URL(url);
  base.search = '';
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return base.href;
}

function originOf(url: URL): string {
  return printableUrl(url).replace(/\/$/, '');
}

async function closingOnFailure<T>(client: HttpClient, open: () => Promise<T>): Promise<T> {
  try {
    return await open();
  } catch (error) {
    await client.close();
    throw error;
  }
}

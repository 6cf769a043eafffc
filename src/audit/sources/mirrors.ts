/**
 * Where a URL leads: to a repository, or to a list of its mirrors.
 *
 * Policy: the content tells, not the name. A URL with a query, or called after a list of mirrors, is
 * taken for one first; any other is tried as a repository, which most are, and looked at where there is
 * none. What a metalink says of repomd.xml is kept, for that file to be held against.
 */
import { MetalinkParser } from '../../../native-free-parsers/repodata/metalink.ts';
import { parseMirrorlist } from '../../../native-free-parsers/repodata/mirrorlist.ts';
import type { HttpClient } from '../../io/http/http-client.ts';
import { printableUrl } from '../../io/http/printable-url.ts';
import { fetchFile, textOf } from './fetch-file.ts';
import { type MetadataFile, parseDocument } from './metadata-store.ts';

import { RepositoryError } from './repository-error.ts';
import type { Statement } from './verified-file.ts';

/** Bytes; Fedora's have some 50,000. */
const MOST_LIST = 4 * 1024 * 1024;

export interface Mirrors {
  /** Ending in `/`, best first. */
  readonly mirrors: readonly string[];
  readonly versions: readonly Statement[];
}

export function isListOfMirrors({ pathname, search }: URL): boolean {
  return search !== '' || /(mirror|metalink)[^/]*$/i.test(pathname);
}

/** Throws RepositoryError for what is no list, FetchError for what cannot be had. */
export async function fetchMirrors(
  client: HttpClient,
  url: URL,
  signal: AbortSignal,
): Promise<Mirrors> {
  const file = await fetchFile(client, [url.href], '', MOST_LIST, signal);
  try {
    return await mirrorsOf(file, printableUrl(url));
  } finally {
    file.close();
  }
}

async function mirrorsOf(file: MetadataFile, name: string): Promise<Mirrors> {
  const text = textOf(file);
  if (/<metalink[\s>]/.test(text))
    return await parseDocument({ ...file, name }, new MetalinkParser());
  const mirrors = /^\s*</.test(text) ? [] : parseMirrorlist(text);
  if (mirrors.length > 0) return { mirrors, versions: [] };
  const problem = 'it is no repository (no repodata/repomd.xml below it), metalink or mirrorlist';
  throw new RepositoryError('MALFORMED', name, problem);
}

/**
 * Addresses as people give them: a path, or a URL, perhaps with user and password in it.
 *
 * Policy: user and password leave the URL here, at once, and go on as an identity for its origin only.
 * What is left may be printed, but for its query, which may hold a token: see `printableUrl`.
 */
import { fileURLToPath } from 'node:url';
import type { Identity } from '../../io/http/http-client.ts';
import { RepositoryError } from './repository-error.ts';

export type SourceAddress =
  | { readonly kind: 'path'; readonly path: string }
  | {
      readonly kind: 'url';
      /** Without user, password and fragment. */
      readonly url: URL;
      readonly login: Identity['basic'] | undefined;
    };

/** Throws RepositoryError CONFIGURATION for URLs of other schemes and for what is no URL. */
export function parseAddress(text: string): SourceAddress {
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text) && !/^file:\//i.test(text)) {
    return { kind: 'path', path: text };
  }
  const url = URL.parse(text);
  const scheme = text.slice(0, text.indexOf(':')).toLowerCase();
  if (url === null) throw unusable(scheme, 'it is no valid URL');
  if (url.protocol === 'file:') return { kind: 'path', path: localPath(url) };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw unusable(scheme, 'only http:, https: and file: are read');
  }
  const login =
    url.username === ''
      ? undefined
      : { user: decoded(url.username), password: decoded(url.password) };
  url.username = '';
  url.password = '';
  url.hash = '';
  return { kind: 'url', url, login };
}

/** The text itself may hold a password, so it is not shown. */
function unusable(scheme: string, why: string): RepositoryError {
  return new RepositoryError('CONFIGURATION', `the ${scheme}: URL`, why);
}

function localPath(url: URL): string {
  if (url.host !== '' && url.host !== 'localhost') throw unusable('file', 'it names another host');
  try {
    url.host = '';
    return fileURLToPath(url);
  } catch (error) {
    throw new RepositoryError('CONFIGURATION', 'the file: URL', 'it is no path', error);
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A percent sign that was meant as one.
  }
}

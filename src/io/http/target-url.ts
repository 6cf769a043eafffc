/**
 * Where a request goes: a path below a base, or where a redirect leads.
 *
 * Policy: a path never leaves its base, whatever is in it; a redirect never leaves https. Nothing
 * else than http and https is followed. User and password of a URL are not used: they have a place
 * of their own (http-settings.ts).
 */
import { FetchError } from './fetch-error.ts';
import { printableUrl } from './printable-url.ts';

/** Throws FetchError ADDRESS. */
export function targetUrl(base: string, path: string): URL {
  const parsed = URL.parse(base);
  if (parsed === null) {
    // What is no URL cannot be freed of its password.
    throw new FetchError({ code: 'ADDRESS', url: 'the repository', reason: 'its URL is no URL' });
  }
  const url = printableUrl(parsed);
  if (!isHttp(parsed)) {
    const reason = `it is neither http nor https but ${parsed.protocol}`;
    throw new FetchError({ code: 'ADDRESS', url, reason });
  }
  if (path === '') return parsed;
  // After ./ nothing is taken for a scheme or a host.
  const target = URL.parse(`./${path}`, base);
  const folder = new URL('./', parsed);
  if (
    target === null ||
    target.origin !== folder.origin ||
    !target.pathname.startsWith(folder.pathname)
  ) {
    const reason = `${JSON.stringify(path)} leads out of it`;
    throw new FetchError({ code: 'ADDRESS', url, reason });
  }
  return target;
}

/** Throws FetchError REDIRECTS. `location` is the header as it came. */
export function redirectUrl(from: URL, location: string | undefined): URL {
  const fail = (reason: string): never => {
    throw new FetchError({ code: 'REDIRECTS', url: printableUrl(from), reason });
  };
  if (location === undefined) return fail('it redirects without saying where to');
  const to = URL.parse(location, from.href);
  if (to === null) return fail('it redirects to what is no URL');
  if (!isHttp(to)) return fail(`it redirects to what is neither http nor https but ${to.protocol}`);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    return fail(`it redirects from https to http, to ${printableUrl(to)}`);
  }
  return to;
}

function isHttp({ protocol }: URL): boolean {
  return protocol === 'http:' || protocol === 'https:';
}

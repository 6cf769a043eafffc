/**
 * Which proxy stands before a URL.
 *
 * Policy: as curl reads the environment, lower case before upper case; `http_proxy` is not used for
 * https. A proxy without a scheme is an http one. A message never shows the proxy's URL as it was
 * given: there may be a password in it.
 */
import { FetchError } from './fetch-error.ts';
import { printableUrl } from './printable-url.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/** A host and perhaps a port; an IPv6 address has a port only behind its brackets. */
const EXEMPTION = /^\*?\.?(\[.*\]|[^:]*|.*:.*:.*)(?::(\d+))?$/;

/** @throws FetchError PROXY for one that is no URL, or neither http nor https. */
export function proxyFor(url: URL, set: string | undefined, env: Environment): URL | undefined {
  const proxy = set ?? fromEnvironment(url, env);
  if (proxy === undefined || proxy === '') return undefined;
  const parsed = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`);
  if (parsed !== null && ['http:', 'https:'].includes(parsed.protocol)) return parsed;
  const what = parsed === null ? 'is no URL' : `is not http or https but ${parsed.protocol}`;
  throw new FetchError({
    code: 'PROXY',
    url: printableUrl(url),
    reason: `the proxy that is set for it ${what}`,
    advice: 'give an http or https proxy',
  });
}

function fromEnvironment(url: URL, env: Environment): string | undefined {
  const variable = (name: string) => env[name] ?? env[name.toUpperCase()];
  if (isExempt(url, variable('no_proxy') ?? '')) return undefined;
  return variable(url.protocol === 'https:' ? 'https_proxy' : 'http_proxy');
}

/** `no_proxy`: hosts with all below them, a port behind it or not, or `*`. */
function isExempt(url: URL, list: string): boolean {
  const port = url.port || DEFAULT_PORTS[url.protocol];
  return list.split(/[\s,]+/).some((item) => {
    if (item === '*') return true;
    const [, host, itsPort] = EXEMPTION.exec(item.toLowerCase()) ?? [];
    if (!host || (itsPort !== undefined && itsPort !== port)) return false;
    const name = url.hostname.replace(/^\[|\]$/g, '');
    const wanted = host.replace(/^\[|\]$/g, '');
    return name === wanted || name.endsWith(`.${wanted}`);
  });
}

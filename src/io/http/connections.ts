/**
 * Connections to hosts, kept and used again: so many to each, directly or through a proxy.
 *
 * Policy: one pool for each origin, since each has its own proxy, certificate and password. undici
 * is loaded with the first one, so that no verb pays for it that does not fetch.
 */
import type { SecureContext } from 'node:tls';
import type { Dispatcher } from 'undici';
import {
  DEFAULT_CONNECTIONS,
  type HttpLimits,
  type HttpOptions,
  type Identity,
} from './http-settings.ts';
import { proxyFor } from './proxy-for.ts';
import { secureContext } from './secure-context.ts';

type Undici = typeof import('undici');
type Basic = NonNullable<Identity['basic']>;

export interface Connections {
  /** One request, with what every request has; redirects are not followed. */
  request(url: URL, headers: Headers, signal: AbortSignal): Promise<Dispatcher.ResponseData>;
  close(): Promise<void>;
}

export type Headers = Readonly<Record<string, string>>;

interface Connect {
  /** Milliseconds. */
  readonly timeout: number;
  readonly secureContext?: SecureContext;
}

interface Origin {
  readonly dispatcher: Dispatcher;
  readonly headers: Headers;
}

export function openConnections(options: HttpOptions, limits: HttpLimits): Connections {
  const origins = new Map<string, Origin>();
  let shared: SecureContext | undefined;
  const contextFor = (certificate: Identity['certificate']): SecureContext => {
    if (certificate !== undefined) return secureContext(options.authorities, certificate);
    shared ??= secureContext(options.authorities, undefined);
    return shared;
  };

  const open = (undici: Undici, url: URL): Origin => {
    const identity = options.identities?.find(
      (one) => URL.parse(one.origin)?.origin === url.origin,
    );
    const pool = { connections: options.connections ?? DEFAULT_CONNECTIONS };
    const connectTo = ({ protocol }: URL, certificate: Identity['certificate']): Connect => ({
      timeout: limits.connect,
      ...(protocol === 'https:' ? { secureContext: contextFor(certificate) } : {}),
    });
    const connect = connectTo(url, identity?.certificate);
    const proxy = proxyFor(url, options.proxy, options.environment ?? process.env);
    const basic = identity?.basic;
    return {
      headers: basic === undefined ? {} : { authorization: authorization(basic) },
      dispatcher:
        proxy === undefined
          ? new undici.Pool(url.origin, { ...pool, connect })
          : throughProxy(undici, proxy, pool, connect, connectTo(proxy, undefined)),
    };
  };

  const originOf = async (url: URL): Promise<Origin> => {
    const known = origins.get(url.origin);
    if (known !== undefined) return known;
    const undici = await import('undici');
    // Another request may have been here meanwhile.
    const origin = origins.get(url.origin) ?? open(undici, url);
    origins.set(url.origin, origin);
    return origin;
  };

  return {
    async request(url, headers, signal) {
      const origin = await originOf(url);
      return await origin.dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'GET',
        headers: {
          'user-agent': options.userAgent,
          accept: '*/*',
          'accept-encoding': 'identity',
          ...origin.headers,
          ...headers,
        },
        signal,
        headersTimeout: limits.headers,
        bodyTimeout: limits.window,
      });
    },
    async close() {
      await Promise.all([...origins.values()].map(({ dispatcher }) => dispatcher.destroy()));
    },
  };
}

/** http is asked of the proxy, as squid wants it; https goes through a tunnel. */
function throughProxy(
  { Pool, ProxyAgent }: Undici,
  proxy: URL,
  pool: { readonly connections: number },
  connect: Connect,
  connectProxy: Connect,
): Dispatcher {
  const { username, password } = proxy;
  return new ProxyAgent({
    ...pool,
    uri: proxy.origin,
    ...(username === '' ? {} : { token: authorization(decoded({ user: username, password })) }),
    requestTls: connect,
    proxyTls: connectProxy,
    proxyTunnel: false,
    factory: (origin, opts) => new Pool(origin, { ...opts, ...pool }),
  });
}

/** A percent sign that escapes nothing stands for itself. */
function decoded({ user, password }: Basic): Basic {
  try {
    return { user: decodeURIComponent(user), password: decodeURIComponent(password) };
  } catch (error) {
    if (error instanceof URIError) return { user, password };
    throw error;
  }
}

function authorization({ user, password }: Basic): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

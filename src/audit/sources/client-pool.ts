/**
 * One HTTP client for all repositories that are reached in the same way.
 *
 * Policy: repositories of one server share connections, so limits per host hold for all of them; those
 * with a proxy, authorities or identities of their own have a client of their own. The last one to
 * close a client ends it.
 */
import { createHttpClient, type HttpClient, type HttpOptions } from '../../io/http/http-client.ts';

export interface ClientPool {
  /** Close what it returns when the repository is done with. */
  open(settings: ClientSettings): HttpClient;
}

/** What may differ between repositories; the rest is the same for all. */
export type ClientSettings = Pick<HttpOptions, 'identities' | 'authorities' | 'proxy'>;

export function createClientPool(common: HttpOptions): ClientPool {
  const clients = new Map<string, { readonly client: HttpClient; users: number }>();
  return {
    open(settings) {
      const key = JSON.stringify([settings.identities, settings.authorities, settings.proxy]);
      const shared = clients.get(key) ?? {
        client: createHttpClient({ ...common, ...settings }),
        users: 0,
      };
      clients.set(key, shared);
      shared.users++;
      let open = true;
      return {
        get: (request) => shared.client.get(request),
        async close() {
          if (!open) return;
          open = false;
          shared.users--;
          if (shared.users > 0) return;
          clients.delete(key);
          await shared.client.close();
        },
      };
    },
  };
}

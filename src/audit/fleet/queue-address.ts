/**
 * Where the queue of a fleet is, from a URL.
 *
 * Policy: no password in it: arguments are seen by everybody on the machine. What is printed of an
 * address has none either.
 */

export interface QueueAddress {
  readonly host: string;
  readonly port: number;
  /** The number of the database. */
  readonly database: number;
  readonly user: string | undefined;
  /** Whether it is reached over TLS. */
  readonly secure: boolean;
}

const PORT = 6379;

/** `redis://[user@]host[:port][/database]`, or `rediss:` for TLS; else what is wrong with it. */
export function parseQueueAddress(text: string): QueueAddress | { readonly problem: string } {
  const url = URL.parse(text);
  if (url === null || !['redis:', 'rediss:'].includes(url.protocol) || url.hostname === '') {
    return { problem: 'it is no redis: or rediss: URL' };
  }
  if (url.password !== '')
    return {
      problem:
        'it has a password, which everybody on this machine could see: give it in a file, or as RPMCOW_QUEUE_PASSWORD',
    };
  const database = /^\/?(\d{0,4})$/.exec(url.pathname)?.[1];
  if (database === undefined || url.search !== '' || url.hash !== '') {
    return { problem: 'behind host and port there is more than the number of a database' };
  }
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? PORT : Number(url.port),
    database: Number(database),
    user: url.username === '' ? undefined : decodeURIComponent(url.username),
    secure: url.protocol === 'rediss:',
  };
}

export function printableAddress({ host, port, database, secure }: QueueAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return `${secure ? 'rediss' : 'redis'}://${name}:${port}/${database}`;
}

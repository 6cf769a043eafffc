/**
 * The one error for what cannot be fetched.
 *
 * Policy: says from where, what went wrong and what to do about it. URLs come in printable form:
 * no user, no password, no query. The `cause` holds none of them either.
 */

export type FetchCode =
  /** The server's status: HTTP_404. */
  | `HTTP_${number}`
  /** No URL, no http or https, or a path that leaves its repository. */
  | 'ADDRESS'
  /** The name of the host is not known. */
  | 'HOST'
  /** Refused, reset, unreachable, or closed before an answer came. */
  | 'CONNECTION'
  /** What came is no HTTP. */
  | 'PROTOCOL'
  /** The proxy refuses, or is not to be used. */
  | 'PROXY'
  /** The certificate is not to be trusted, or TLS failed otherwise. */
  | 'TLS'
  | 'TIMEOUT'
  /** Nothing came of any mirror for minutes: they are not asked for a while. */
  | 'RESTING'
  /** The body ended early, again and again. */
  | 'TRUNCATED'
  | 'TOO_LARGE'
  /** Too many, from https to http, or to nowhere. */
  | 'REDIRECTS'
  /** Other bytes than those that were asked for. */
  | 'RANGE_WRONG'
  /** Compressed by the server, although that was not asked for. */
  | 'ENCODING'
  /** The file became another one while it was read. */
  | 'CHANGED';

export interface FetchFault {
  readonly code: FetchCode;
  /** Printable. */
  readonly url: string;
  readonly reason: string;
  readonly advice?: string;
  /** Milliseconds the server wants us to wait. */
  readonly retryAfter?: number | undefined;
}

const ADVICE: Readonly<Record<string, string>> = {
  HTTP_401: 'check user and password',
  HTTP_403: 'check user, password and client certificate',
  HTTP_404: 'check the URL; metadata and packages may be of different age',
  HTTP_407: 'give the proxy user and password',
  HTTP_410: 'check the URL',
  HTTP_429: 'try again later, with fewer connections',
  ADDRESS: 'check the URL',
  HOST: 'check the name and the DNS',
  CONNECTION: 'check host, port, firewall and proxy',
  PROTOCOL: 'check host and port',
  PROXY: 'check the proxy and its user and password',
  TLS: 'give the file of its certificate authority, or correct its certificate',
  TIMEOUT: 'try again later, or another mirror',
  RESTING: 'try again later, or another mirror',
  TRUNCATED: 'try again later, or another mirror',
  TOO_LARGE: 'compare it with the metadata',
  REDIRECTS: 'give the URL it should lead to',
  RANGE_WRONG: 'look at the server, or the proxy or cache before it',
  ENCODING: 'look at the server, or the proxy or cache before it',
  CHANGED: 'run again when the repository is not being updated',
};

/** The network's or the server's fault. */
export class FetchError extends Error {
  override readonly name = 'FetchError';
  readonly code: FetchCode;
  /** Printable. */
  readonly url: string;
  readonly retryAfter: number | undefined;

  constructor(fault: FetchFault, cause?: unknown) {
    const advice = fault.advice ?? ADVICE[fault.code];
    const what = `cannot fetch ${fault.url}: ${fault.reason} (${fault.code})`;
    super(
      advice === undefined ? what : `${what}; ${advice}`,
      cause === undefined ? undefined : { cause },
    );
    this.code = fault.code;
    this.url = fault.url;
    this.retryAfter = fault.retryAfter;
  }
}

/**
 * What can be set about HTTP, and what is used where nothing is.
 *
 * Policy: types and defaults only. Passwords stay in here and in request headers; they are in no
 * message and no URL.
 */

export interface HttpOptions {
  /** As servers see it: `rpmcow/<version>`. */
  readonly userAgent: string;
  /** Who we are to which server. What is not listed here gets no password and no certificate. */
  readonly identities?: readonly Identity[];
  /** A PEM file of the authorities to trust, instead of the system's and Node's. */
  readonly authorities?: string;
  /**
   * The proxy for everything, with user and password if it wants them; empty for none. Where it is
   * missing, `http_proxy`, `https_proxy` and `no_proxy` of the environment decide.
   */
  readonly proxy?: string;
  /** Instead of the process's own. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** At most so many at once to one host. */
  readonly connections?: number;
  readonly limits?: Partial<HttpLimits>;
}

/** For one origin, and never sent to another one. */
export interface Identity {
  /** `https://packages.example:8443`; what stands behind the host is ignored. */
  readonly origin: string;
  readonly basic?: { readonly user: string; readonly password: string };
  /** PEM files; the key may be in the file of the certificate. */
  readonly certificate?: { readonly file: string; readonly keyFile?: string };
}

/** Milliseconds, where nothing else is said. */
export interface HttpLimits {
  /** How often a request is made before it has failed; more only where there are more mirrors. */
  readonly attempts: number;
  readonly connect: number;
  /** From the request to the end of the answer's headers. */
  readonly headers: number;
  /** A body brings `slowest` bytes a second over this time, or it has failed. */
  readonly window: number;
  readonly slowest: number;
  /** Before the second attempt at a mirror; doubles with each further one. */
  readonly firstPause: number;
  /** Also of what a server asks for by Retry-After. */
  readonly longestPause: number;
  /** A mirror of which nothing but failures came for so long is not asked for the time of `rest`. */
  readonly patience: number;
  readonly rest: number;
}

export const DEFAULT_CONNECTIONS = 6;

/** `window` and `slowest` are dnf's `timeout` and `minrate`. */
export const DEFAULT_LIMITS: HttpLimits = {
  attempts: 5,
  connect: 10_000,
  headers: 30_000,
  window: 30_000,
  slowest: 1000,
  firstPause: 250,
  longestPause: 30_000,
  patience: 300_000,
  rest: 60_000,
};

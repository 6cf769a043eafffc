/** What can be said about the sources of an audit. Types only. */
import type { HttpOptions, Identity } from '../../io/http/http-client.ts';

export interface SourceOptions {
  /** For `$releasever` in .repo files; where it is missing, the version of this host if it has rpm's. */
  readonly releasever?: string;
  /** For `$basearch`; where it is missing, this host's. */
  readonly basearch?: string;
  /** Other variables of .repo files, by name. */
  readonly variables?: ReadonlyMap<string, string>;
  /** Repositories of .repo files that are disabled there: to be left out, or taken all the same. */
  readonly disabled: 'skip' | 'include';
  /** How to reach servers; .repo files go before it for their own repositories. */
  readonly http: Omit<HttpOptions, 'identities'>;
  /** Who we are to the servers that are named as sources. A URL's own user goes before it. */
  readonly login?: Identity['basic'];
  readonly certificate?: Identity['certificate'];
  /** Ends whatever is being fetched. */
  readonly signal: AbortSignal;
}

/**
 * The repository that a section of a .repo file describes.
 *
 * Policy: of several ways to find it, metalink goes before mirrorlist and that before baseurl, as with
 * dnf. User, password and certificate are for the servers that the file itself names, not for mirrors
 * that those name.
 */
import type { RepoConfiguration } from '../../../native-free-parsers/repodata/repo-file.ts';
import type { Identity } from '../../io/http/http-client.ts';
import type { Repository } from '../repository.ts';
import type { ClientPool, ClientSettings } from './client-pool.ts';
import { openRepositoryAt } from './open-directory.ts';
import { openList, openMirrors } from './open-url.ts';
import { RepositoryError } from './repository-error.ts';
import { parseAddress, type SourceAddress } from './source-address.ts';

/** Throws RepositoryError, MachineError or FetchError. */
export async function openConfigured(
  configuration: RepoConfiguration,
  pool: ClientPool,
  signal: AbortSignal,
): Promise<Repository> {
  const { id, baseurl, metalink, mirrorlist, unknownVariables } = configuration;
  if (unknownVariables.length > 0) {
    const names = unknownVariables.map((name) => `$${name}`).join(', ');
    throw misconfigured(id, `no value for ${names}: give it as an option`);
  }
  const list = metalink ?? mirrorlist;
  const addresses = (list === undefined ? baseurl : [list]).map(parseAddress);
  const [first] = addresses;
  if (first === undefined) throw misconfigured(id, 'it has no baseurl, mirrorlist or metalink');
  if (first.kind === 'path') {
    if (list !== undefined) throw misconfigured(id, 'its list of mirrors is no http or https URL');
    return await openRepositoryAt(id, first.path);
  }
  const urls = addresses.filter((address) => address.kind === 'url');
  const opening = { id, signal, client: pool.open(settingsOf(configuration, urls)) };
  if (list !== undefined) return await openList(first.url, opening);
  const mirrors = urls.map(({ url }) => url);
  return await openMirrors(mirrors, opening);
}

function misconfigured(id: string, problem: string): RepositoryError {
  return new RepositoryError('CONFIGURATION', `[${id}]`, problem);
}

function settingsOf(
  configuration: RepoConfiguration,
  addresses: readonly Extract<SourceAddress, { kind: 'url' }>[],
): ClientSettings {
  const { username, password = '', sslclientcert, sslclientkey, sslcacert, proxy } = configuration;
  const configured = username === undefined ? undefined : { user: username, password };
  const certificate =
    sslclientcert === undefined
      ? undefined
      : { file: sslclientcert, ...(sslclientkey === undefined ? {} : { keyFile: sslclientkey }) };
  const identities = addresses.flatMap(({ url, login }) =>
    identityOf(url, login ?? configured, certificate),
  );
  return {
    identities,
    ...(sslcacert === undefined ? {} : { authorities: sslcacert }),
    ...(proxy === undefined ? {} : { proxy: proxy === '_none_' ? '' : proxy }),
  };
}

/** None where there is nothing to say. */
export function identityOf(
  { origin }: URL,
  basic: Identity['basic'],
  certificate: Identity['certificate'],
): Identity[] {
  if (basic === undefined && certificate === undefined) return [];
  return [
    {
      origin,
      ...(basic === undefined ? {} : { basic }),
      ...(certificate === undefined ? {} : { certificate }),
    },
  ];
}

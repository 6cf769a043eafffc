import type { RepositoryKeys } from '../facts/key-facts.ts';
import { type HostCheck, notApplicable, ok, unknown, warning } from '../host-check.ts';

export const hostKeys: HostCheck = {
  id: 'host-keys',
  severity: 'warning',
  doc: {
    what: 'Keys of enabled repositories are not imported into the database of rpm.',
    why:
      'What is downloaded before its key is imported is copied, or refused for good. dnf imports a ' +
      'key after the first download from its repository: rpmcow leaves such packages as they are, and ' +
      'the reference transcoder writes into the extents file that the key was missing, which some ' +
      'Copy-on-Write hosts refuse.',
    fix: 'Import the keys first: rpmkeys --import and the file, with --root where that is not /.',
    sources: ['rpmkeys(8)', 'dnf.conf(5) gpgkey', 'rpmcow help rpm2extents, --nokey'],
  },
  examine({ repositories }) {
    if (repositories.length === 0) return notApplicable('no repository is enabled');
    const signed = repositories.filter(({ gpgcheck }) => gpgcheck);
    if (signed.length === 0) return notApplicable('no enabled repository has gpgcheck');
    const missing = listed(signed, 'missing');
    if (missing !== '') return warning(`not imported: ${missing}`);
    const keyless = signed.filter(({ keys }) => keys.length === 0).map(({ id }) => id);
    if (keyless.length > 0) return unknown(`no gpgkey is configured: ${keyless.join(', ')}`);
    const unread = listed(signed, 'not-known');
    if (unread !== '') return unknown(`not looked at: ${unread}`);
    return ok(`imported: those of ${signed.map(({ id }) => id).join(', ')}`);
  },
};

function listed(
  repositories: readonly RepositoryKeys[],
  state: RepositoryKeys['keys'][number]['state'],
): string {
  return repositories
    .flatMap(({ id, keys }) =>
      keys.filter((key) => key.state === state).map(({ url }) => `${url} (${id})`),
    )
    .join(', ');
}

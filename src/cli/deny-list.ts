/**
 * Packages that are to be left alone, by name.
 *
 * LIBREPO_TRANSCODE_RPMS_DENYLIST has the meaning that the reference gives it: items separated by
 * commas, each a case-sensitive part of the lead's name, which is usually name-version-release.
 * RPMCOW_DENY_NAMES lists exact package names, since "vim" in the other list denies gvim as well.
 */
import type { Reason } from '../package/reason.ts';
import type { RpmPackage } from '../package/rpm-package.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The deny lists of this environment as a check of one package. */
export function denyList(environment: Environment): (pkg: RpmPackage) => Reason | undefined {
  const parts = items(environment['LIBREPO_TRANSCODE_RPMS_DENYLIST']);
  const names = new Set(items(environment['RPMCOW_DENY_NAMES']));
  return ({ head, nevra }) => {
    const part = parts.find((item) => head.lead.name.includes(item));
    if (part !== undefined) return denied(`LIBREPO_TRANSCODE_RPMS_DENYLIST has "${part}"`);
    if (names.has(nevra.name)) return denied(`RPMCOW_DENY_NAMES has "${nevra.name}"`);
    return undefined;
  };
}

function items(list: string | undefined): string[] {
  return (list ?? '').split(',').filter((item) => item !== '');
}

function denied(message: string): Reason {
  return { rule: 'cow-denylist', message };
}

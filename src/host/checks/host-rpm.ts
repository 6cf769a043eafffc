import { error, type HostCheck, ok, unknown } from '../host-check.ts';

export const hostRpm: HostCheck = {
  id: 'host-rpm',
  severity: 'error',
  doc: {
    what: 'rpm is missing, or has not the patches for extents files.',
    why:
      'An rpm without the patches reads the headers of an extents file, finds that the payload has ' +
      'another digest than the header says, and installs nothing. Distributions do not have the ' +
      'patches; CentOS Hyperscale does.',
    fix: 'Install an rpm with the patches for Copy-on-Write, with its reflink plugin.',
    sources: [
      'rpm pull request 1470',
      'rpm with the patches: lib/rpmextents.c isTranscodedRpm',
      'https://fedoraproject.org/wiki/Changes/RPMCoW',
    ],
  },
  examine({ rpm: { isInstalled, version, knowsExtentsFiles, plugin } }) {
    if (!isInstalled) return error('no /usr/bin/rpm');
    const name = version === undefined ? 'rpm' : `rpm ${version}`;
    switch (knowsExtentsFiles) {
      case true:
        return ok(`${name}; its library knows extents files`);
      case false:
        // The patches of 2021 are in the plugin and in functions without names of their own.
        return plugin?.generation === 'first'
          ? unknown(`${name}, with the plugin of 2021; its library does not tell what it knows`)
          : error(`${name}; nothing in its library knows extents files`);
      case undefined:
        return unknown(`${name}; its library was not found`);
    }
  },
};

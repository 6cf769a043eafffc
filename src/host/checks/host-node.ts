import { type HostCheck, ok, unknown, warning } from '../host-check.ts';

const OLDEST = 24;

export const hostNode: HostCheck = {
  id: 'host-node',
  severity: 'warning',
  doc: {
    what: 'Where dnf runs, no Node is found, or one that is too old for rpmcow.',
    why:
      'A transcoder that does not start fails every download. dnf runs from a timer as well as from ' +
      'a terminal, with a PATH of the system: the Node that runs rpmcow in a terminal may be another.',
    fix: 'Install Node 24 or newer as /usr/bin/node or /usr/local/bin/node.',
    sources: [
      'systemd.exec(5), Environment variables: PATH',
      'librepo librepo/downloader.c cleanup_transcode',
    ],
  },
  examine({ node: { path, version }, transcoder }) {
    if (path === undefined) {
      const needed = transcoder.installed.some(({ isRpmcow }) => isRpmcow);
      return warning(needed ? 'rpmcow is installed, but no node' : 'no node');
    }
    if (version === undefined) return unknown(`${path} was not run`);
    const found = `${path} is ${version}`;
    return Number.parseInt(version, 10) < OLDEST ? warning(found) : ok(found);
  },
};

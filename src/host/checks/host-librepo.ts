import { error, type HostCheck, ok } from '../host-check.ts';

export const hostLibrepo: HostCheck = {
  id: 'host-librepo',
  severity: 'error',
  doc: {
    what: 'librepo is missing, or cannot run a transcoder on what it downloads.',
    why:
      'Without it nothing that dnf downloads is transcoded: every package installs as usual, by ' +
      'copying. A librepo with the patch pipes each package through the program that ' +
      'LIBREPO_TRANSCODE_RPMS names; any other passes over the variable without a word.',
    fix:
      'Install a librepo with the patch; CentOS Hyperscale has one. Without it, packages that were ' +
      'transcoded by hand (rpmcow transcode) can still be installed by rpm.',
    sources: ['librepo pull requests 222 and 334', 'librepo librepo/downloader.c maybe_transcode'],
  },
  examine({ dnf: { librepo } }) {
    if (librepo.kind === 'absent') return error('no librepo.so.0');
    return librepo.transcodes
      ? ok(`/${librepo.path} knows LIBREPO_TRANSCODE_RPMS`)
      : error(`/${librepo.path} does not know LIBREPO_TRANSCODE_RPMS`);
  },
};

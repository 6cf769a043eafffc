import { error, type HostCheck, ok } from '../host-check.ts';

export const hostTranscoder: HostCheck = {
  id: 'host-transcoder',
  severity: 'error',
  doc: {
    what: 'No transcoder is where dnf looks for one.',
    why:
      'librepo starts the transcoder by its whole path, and searches no PATH. Plugins of dnf look in a ' +
      'few fixed places and do nothing where none has it.',
    fix: 'Install rpmcow so that /usr/bin/rpmcow-rpm2extents is there.',
    sources: [
      'librepo librepo/downloader.c maybe_transcode (execv)',
      'https://github.com/facebookincubator/dnf-plugin-cow',
    ],
  },
  examine({ transcoder: { setting, settingRuns, installed } }) {
    if (setting !== undefined && settingRuns) return ok(`${setting[0]}, by the environment`);
    if (installed.length === 0) return error('none');
    return ok(
      installed.map(({ path, isRpmcow }) => path + (isRpmcow ? ' (rpmcow)' : '')).join(', '),
    );
  },
};

import { isDigestName } from '../digest-names.ts';
import { error, type HostCheck, notApplicable, ok } from '../host-check.ts';

export const hostEnvironment: HostCheck = {
  id: 'host-environment',
  severity: 'error',
  doc: {
    what: 'The environment sets LIBREPO_TRANSCODE_RPMS to what librepo cannot use.',
    why:
      'A word too many or a path that is none fails every download, and dnf gives up. librepo cuts ' +
      'the value at every single blank, without quoting, and runs the first word by execv.',
    fix: 'Set it to one path and the names of digests: /usr/bin/rpmcow-rpm2extents SHA256.',
    sources: [
      'librepo librepo/downloader.c maybe_transcode',
      'librepo librepo/checksum.c lr_checksum_type',
    ],
  },
  examine({ transcoder: { setting, settingRuns } }) {
    if (setting === undefined) return notApplicable('LIBREPO_TRANSCODE_RPMS is not set');
    const [program = '', ...names] = setting;
    if (!program.startsWith('/')) return error(`"${program}" is no absolute path`);
    if (!settingRuns) return error(`${program} is no program`);
    const stray = names.filter((name) => !isDigestName(name));
    if (stray.length > 0) return error(`"${stray[0]}" is the name of no digest`);
    return names.length === 0 ? error(`${program} without a digest`) : ok(setting.join(' '));
  },
};

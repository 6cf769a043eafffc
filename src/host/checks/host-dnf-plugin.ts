import { type HostCheck, ok, warning } from '../host-check.ts';

export const hostDnfPlugin: HostCheck = {
  id: 'host-dnf-plugin',
  severity: 'warning',
  doc: {
    what: 'No enabled plugin of dnf switches transcoding on.',
    why:
      'librepo transcodes where LIBREPO_TRANSCODE_RPMS is set when dnf downloads. A plugin sets it for ' +
      'every transaction that it is good for; without one it must be in the environment of dnf, also ' +
      'in that of timers.',
    fix:
      'Install and enable the plugin rpmcow or the plugin reflink of dnf, or set the variable for ' +
      'each transaction.',
    sources: [
      'https://github.com/facebookincubator/dnf-plugin-cow',
      'dnf 4 dnf/plugin.py',
      'dnf.conf(5)',
    ],
  },
  examine({ dnf: { generation, plugins }, transcoder }) {
    const enabled = plugins.filter((plugin) => plugin.enabled);
    if (enabled.length > 1) {
      const names = enabled.map(({ path }) => `/${path}`).join(' and ');
      return warning(`${names}: both set the variable`, 'Enable one of the two.');
    }
    const [one] = enabled;
    if (one !== undefined) return ok(`${one.name}: /${one.path}`);
    if (transcoder.setting !== undefined) return ok('none, but the environment has the variable');
    if (generation === 'none') return warning('no dnf');
    const switchedOff = plugins.map(
      ({ path, configuration }) => `/${path} (see /${configuration})`,
    );
    return warning(
      switchedOff.length === 0 ? 'none installed' : `not enabled: ${switchedOff.join(', ')}`,
    );
  },
};

import { error, type HostCheck, ok, unknown } from '../host-check.ts';

export const hostPlugin: HostCheck = {
  id: 'host-plugin',
  severity: 'error',
  doc: {
    what: "rpm's reflink plugin is missing, or rpm does not load it.",
    why:
      'The plugin is what clones: without it an extents file does not install. rpm loads those ' +
      'plugins that are in %__plugindir and for which a macro of the form %__transaction_name is ' +
      'defined.',
    fix:
      'Install the package of the plugin (rpm-plugin-reflink), and see that the macro ' +
      '%__transaction_reflink names it: rpm --eval %__transaction_reflink.',
    sources: [
      'rpm lib/rpmplugins.c',
      'rpm lib/rpmts.c rpmtsSetupTransactionPlugins',
      'rpm-plugins(8)',
    ],
  },
  examine({ rpm: { plugin, pluginDirectory, pluginMacro } }) {
    if (plugin === undefined) {
      return error(`no reflink.so in ${pluginDirectory ?? 'any directory of plugins'}`);
    }
    if (pluginDirectory === undefined)
      return unknown(`${plugin.path}; no rpm here says its macros`);
    if (!plugin.isInPluginDirectory) {
      return error(`${plugin.path}, but rpm loads plugins from ${pluginDirectory}`);
    }
    if (pluginMacro === '') {
      return error(`${plugin.path}, but %__transaction_reflink is not defined`);
    }
    return ok(`${plugin.path}, loaded by %__transaction_reflink`);
  },
};

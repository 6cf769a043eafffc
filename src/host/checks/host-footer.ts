import { type HostCheck, notApplicable, ok, unknown, warning } from '../host-check.ts';

export const hostFooter: HostCheck = {
  id: 'host-footer',
  severity: 'warning',
  doc: {
    what: 'The reflink plugin is of the first generation, or does not tell of which it is.',
    why:
      'With a plugin of 2021 nobody verifies what is installed. Extents files of 2021 end in a footer ' +
      'of 24 bytes, those since in one of 32, with a verdict on the signatures: that plugin finds its ' +
      'table in both, but its rpm knows nothing of the verdict. Of the later ones some go by the ' +
      'stored verdict, and some take every extents file for verified.',
    fix:
      'Use the plugin of 2022 or later. Where the plugin does not tell, install an extents file in a ' +
      'root of its own first.',
    sources: [
      'rpm pull request 1470, plugins/reflink.c',
      'rpm with the patches of 2022: lib/rpmextents.c extentsVerifySigs',
    ],
  },
  examine({ rpm: { plugin } }) {
    if (plugin === undefined) return notApplicable('no plugin');
    const { generation, heedsStoredVerdict } = plugin;
    switch (generation) {
      case 'first':
        return warning('written for footers of 24 bytes (2021)');
      case 'second':
        return ok(
          heedsStoredVerdict
            ? 'reads footers of 32 bytes, and goes by the stored verdict'
            : 'reads footers of 32 bytes; whether the verdict counts is up to rpm',
        );
      case 'unknown':
        return unknown(`${plugin.path} has none of the known words`);
    }
  },
};

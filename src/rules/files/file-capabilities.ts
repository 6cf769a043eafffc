import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { hasFalseCapabilities } from '../../package/file-defects.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';
import { filePlace, installedFiles } from './file-place.ts';

export const fileCapabilities = rule({
  id: 'file-capabilities',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The capabilities of a file are not in the notation of libcap.',
    why:
      'FILECAPS is handed to cap_from_text(3) as it is. rpm ends with "cap_set_file failed" in the ' +
      'middle of unpacking when that does not know a name or an operator.',
    fix:
      'Write capabilities as getcap prints them, for example cap_net_bind_service=ep; in a spec ' +
      'file with %caps(cap_net_bind_service=ep).',
    sources: ['rpm 4.18 lib/fsm.c fsmSetFCaps', 'cap_text_formats(7)'],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, hasFalseCapabilities)) {
      yield {
        where: filePlace(main, TAG.FILECAPS, file),
        expected: 'capabilities in the notation of libcap',
        found: quoted(file.capabilities),
        rpmSays: 'cpio: cap_set_file failed',
      };
    }
  },
  message: ({ where, found }) => `${where.path} has capabilities that libcap cannot read: ${found}`,
  examples: { fires: ['capabilities-false'], silent: ['capabilities-true', 'plain'] },
});

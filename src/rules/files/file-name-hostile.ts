import { decodeUtf8, displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { unusualFiles } from '../../package/unusual-files.ts';
import { rule } from '../rule.ts';
import { namePlace } from './file-place.ts';

/** Bytes that are not printable ASCII. */
const UNUSUAL = /[^ -~]/;

export const fileNameHostile = rule({
  id: 'file-name-hostile',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'warning', install: 'warning', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A path has control characters in it, or is not UTF-8.',
    why:
      'rpm installs such files, but createrepo_c, dnf and XML readers trip over them, scripts that ' +
      'read file lists line by line see other files, and terminals obey control characters.',
    fix:
      'Rename the file. Where the name is meant to have letters beyond ASCII, store it in UTF-8; ' +
      'the format of rpm 6 knows nothing else.',
    sources: [
      'https://github.com/rpm-software-management/rpm/issues/952',
      'https://github.com/rpm-software-management/libdnf/issues/1237',
      'https://github.com/rpm-software-management/createrepo_c/issues/104',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    for (const file of unusualFiles(fileList.files)) {
      if (!UNUSUAL.test(file.path)) continue;
      const text = decodeUtf8(file.path);
      if (text !== undefined && displayText(file.path) === text.replaceAll('\\', '\\\\')) continue;
      yield {
        where: namePlace(main, fileList, file),
        expected: 'printable characters in UTF-8',
        found: text === undefined ? 'bytes that are not UTF-8' : 'control or invisible characters',
      };
    }
  },
  message: ({ where, found }) => `${where.path} has ${found} in its name`,
  examples: {
    fires: ['odd-names', 'name-latin1'],
    silent: ['name-utf8', 'plain'],
  },
});

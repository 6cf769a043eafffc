import { findEntry } from '../../../native-free-parsers/header/header.ts';
import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { typeClass } from '../../../native-free-parsers/header/types.ts';
import { entryData } from '../../../native-free-parsers/header/values.ts';
import { dataPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { byteInText, isControl, textBytes } from './header-text.ts';

/** What createrepo_c writes into the XML of a repository, in the order of the tags. */
const IN_REPODATA = [
  TAG.NAME,
  TAG.VERSION,
  TAG.RELEASE,
  TAG.SUMMARY,
  TAG.DESCRIPTION,
  TAG.BUILDHOST,
  TAG.VENDOR,
  TAG.LICENSE,
  TAG.PACKAGER,
  TAG.GROUP,
  TAG.URL,
  TAG.ARCH,
  TAG.OLDFILENAMES,
  TAG.SOURCERPM,
  TAG.PROVIDENAME,
  TAG.REQUIRENAME,
  TAG.REQUIREVERSION,
  TAG.CONFLICTNAME,
  TAG.CONFLICTVERSION,
  TAG.CHANGELOGNAME,
  TAG.CHANGELOGTEXT,
  TAG.OBSOLETENAME,
  TAG.PROVIDEVERSION,
  TAG.OBSOLETEVERSION,
  TAG.BASENAMES,
  TAG.DIRNAMES,
  TAG.RECOMMENDNAME,
  TAG.RECOMMENDVERSION,
  TAG.SUGGESTNAME,
  TAG.SUGGESTVERSION,
  TAG.SUPPLEMENTNAME,
  TAG.SUPPLEMENTVERSION,
  TAG.ENHANCENAME,
  TAG.ENHANCEVERSION,
] as const;

export const tagControlChar = rule({
  id: 'tag-control-char',
  needs: 'headers',
  among: 'odd-text',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A text of the package has a control character that XML does not allow.',
    why:
      'rpm installs the package, but repository metadata is XML 1.0, which of all bytes below 32 ' +
      'allows tab, line feed and carriage return alone. createrepo_c leaves the package out of the ' +
      'repository ("Forbidden control chars found"); older ones wrote metadata that nothing reads.',
    fix:
      'Remove the character from the spec file. It is mostly invisible: pasted terminal output ' +
      'in a changelog (ESC, 0x1b), or what a generator of dependencies read from a binary file.',
    sources: [
      'XML 1.0, section 2.2 Characters',
      'createrepo_c src/xml_dump.c cr_Package_contains_forbidden_control_chars',
      'https://github.com/rpm-software-management/createrepo_c/pull/165',
      'https://github.com/rpm-software-management/createrepo_c/issues/327',
      'https://github.com/rpm-software-management/rpm/issues/2742',
    ],
  },
  /** Once for each string that has any. */
  *check({ head: { main } }) {
    if (!textBytes(main).controls) return;
    for (const tag of IN_REPODATA) {
      const position = findEntry(main, tag);
      if (position === undefined || typeClass(main.entries[position]!.type) !== 'string') continue;
      const data = entryData(main, position);
      for (let at = findControl(data, 0); at >= 0; at = findControl(data, data.indexOf(0, at))) {
        yield {
          where: dataPlace(main, position, at, 1),
          expected: 'text without control characters',
          found: byteInText(data, at),
        };
      }
    }
  },
  message: ({ where, found }) => `${tagName(where.tag!)} has the control character ${found}`,
  examples: {
    fires: ['control-char-in-changelog', 'control-char-in-provides'],
    silent: ['line-feed-in-description'],
  },
});

function findControl(data: Uint8Array, from: number): number {
  for (let at = from; at < data.length; at++) {
    if (isControl(data[at]!)) return at;
  }
  return -1;
}

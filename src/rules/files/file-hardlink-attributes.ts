import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { filePlace } from './file-place.ts';

interface Attribute {
  readonly tag: number;
  readonly of: (file: FileEntry) => string;
}

const ATTRIBUTES: readonly Attribute[] = [
  { tag: TAG.FILEMODES, of: ({ mode }) => `mode 0${mode.toString(8)}` },
  { tag: TAG.FILEUSERNAME, of: ({ user }) => `owner ${displayText(user)}` },
  { tag: TAG.FILEGROUPNAME, of: ({ group }) => `group ${displayText(group)}` },
  { tag: TAG.FILEMTIMES, of: ({ mtime }) => `time ${mtime}` },
];

export const fileHardlinkAttributes = rule({
  id: 'file-hardlink-attributes',
  needs: 'files',
  among: 'hard-links',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'Hard links of one file have different modes, owners or times.',
    why:
      'A file has one of each, whatever its names. rpm gives it those of the link that it sets ' +
      'last; verifying the package complains of the others.',
    fix:
      'In a spec file, give all links the same %attr, or make them copies; in other builders, write ' +
      'the same values for all links.',
    sources: ['rpm 4.18 lib/fsm.c fsmMkfile, fsmSetmeta'],
  },
  *check({ head: { main }, pkg: { isSource, fileList } }) {
    if (isSource) return;
    for (const set of fileList.hardLinkSets) {
      const last = fileList.files[set.at(-1)!]!;
      for (const index of set) {
        const file = fileList.files[index]!;
        if (alike(file, last)) continue;
        const { tag, of } = ATTRIBUTES.find(({ of }) => of(file) !== of(last))!;
        yield {
          where: filePlace(main, tag, file),
          expected: `${of(last)}, as ${displayText(last.path)} has`,
          found: of(file),
        };
      }
    }
  },
  message: ({ where, expected, found }) =>
    `the hard link ${where.path} has ${found} instead of ${expected}`,
  examples: { fires: ['link-modes-differ'], silent: ['hard-links'] },
});

function alike(a: FileEntry, b: FileEntry): boolean {
  return a.mode === b.mode && a.mtime === b.mtime && a.user === b.user && a.group === b.group;
}

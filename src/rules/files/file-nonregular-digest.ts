import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';
import { filePlace } from './file-place.ts';
import { TYPE_NAMES } from './type-names.ts';

export const fileNonregularDigest = rule({
  id: 'file-nonregular-digest',
  needs: 'files',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A directory, symlink or device has a file digest.',
    why:
      'Only regular files have content to digest; for anything else FILEDIGESTS should have an empty ' +
      'string. rpm never looks at it, other readers may take the entry for a regular file.',
    fix: 'Write an empty string into FILEDIGESTS for everything but regular files.',
    sources: ['rpm 4.18 build/files.c genCpioListAndHeader', 'rpm docs/manual/tags.md'],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    const texts = fileList.digestTexts;
    if (texts === undefined) return;
    const hasDigest = ({ index }: FileEntry) => texts[index] !== '';
    for (const file of fileList.files.filter(
      (each) => each.type !== 'regular' && hasDigest(each),
    )) {
      yield {
        where: filePlace(main, TAG.FILEDIGESTS, file),
        expected: 'no digest',
        found: `${quoted(texts[file.index]!)} for ${TYPE_NAMES[file.type]}`,
      };
    }
  },
  message: ({ where, found }) => `${where.path} has the digest ${found}`,
  examples: { fires: ['digest-of-symlink'], silent: ['plain'] },
});

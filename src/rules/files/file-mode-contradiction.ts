import type { FileEntry } from '../../../native-free-parsers/files.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';
import { filePlace, installedFiles } from './file-place.ts';

export const fileModeContradiction = rule({
  id: 'file-mode-contradiction',
  needs: 'files',
  among: 'unusual-files',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A file has a link target or a device number that its type cannot have.',
    why:
      'rpm goes by the mode and never looks at them. Other readers may take a file with a target for ' +
      'a symlink. Old versions of rpm, up to 4.1 at least, recorded whatever device number the file ' +
      'system gave for any file.',
    fix: 'Leave FILELINKTOS empty for what is no symlink, and FILERDEVS 0 for what is no device.',
    sources: ['rpm docs/manual/tags.md, FILELINKTOS and FILERDEVS', 'rpm 4.18 lib/fsm.c'],
  },
  *check({ head: { main }, pkg }) {
    for (const file of installedFiles(pkg, contradictsItself)) {
      const target = file.linkTo !== '' && file.type !== 'symlink';
      yield {
        where: filePlace(main, target ? TAG.FILELINKTOS : TAG.FILERDEVS, file),
        expected: target ? 'no link target' : 'no device number',
        found: target ? `the target ${quoted(file.linkTo)}` : `the device number ${file.rdev}`,
      };
    }
  },
  message: ({ where, found }) => `${where.path} has ${found}, which its type cannot have`,
  examples: { fires: ['link-target-of-file'], silent: ['plain', 'device-nodes'] },
});

function contradictsItself({ type, linkTo, rdev }: FileEntry): boolean {
  if (linkTo !== '' && type !== 'symlink') return true;
  return rdev !== 0 && type !== 'block-device' && type !== 'character-device';
}

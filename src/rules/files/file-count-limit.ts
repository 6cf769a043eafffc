import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

/** Bytes that the transcoder takes from its stack for each file, and the size that a stack has. */
const BYTES_A_FILE = 16;
const STACK = 8 * 1024 * 1024;
const MOST_FILES = STACK / BYTES_A_FILE;

export const fileCountLimit = rule({
  id: 'file-count-limit',
  needs: 'files',
  severity: { transcode: 'warning', install: 'none', spec: 'none' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The package has more files than early reference transcoders can count.',
    why:
      'Until 2023 the reference transcoder took 16 bytes of its stack for each file and crashed ' +
      '(segmentation fault) where that was more than the usual 8 MiB. The branch rpm-4.19.x-cow ' +
      'takes the heap. rpm itself stops at 1,048,575 files, see hdr-entry-array-limit.',
    fix: 'Split the package, or make sure that hosts have a transcoder with the fix.',
    sources: [
      'tools/rpm2extents.c of the Copy-on-Write patches, process_package (offsets)',
      'https://github.com/teknoraver/rpm/commit/937f9bc67',
    ],
  },
  *check({ head: { main }, pkg: { fileList } }) {
    const { length } = fileList.files;
    if (length <= MOST_FILES) return;
    yield {
      where: tagPlace(main, fileList.names === 'OLDFILENAMES' ? TAG.OLDFILENAMES : TAG.BASENAMES),
      expected: `at most ${MOST_FILES} files`,
      found: `${length}`,
    };
  },
  message: ({ found }) =>
    `the package has ${found} files; early reference transcoders crash on more than ${MOST_FILES}`,
  examples: { fires: ['half-a-million-files'], silent: ['plain'] },
});

import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { rule } from '../rule.ts';

const LIMIT = 2 ** 32;

export const fileSizeNewc = rule({
  id: 'file-size-newc',
  needs: 'payload',
  severity: { transcode: 'none', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A file of 4 GiB or more is archived under a header with 32 bits for the size.',
    why:
      'rpm since 4.12 goes by the size in the package header and installs the file. Every other ' +
      'reader of the archive, such as cpio, bsdtar and rpm2cpio pipelines, sees a size that is too ' +
      'small and takes the rest of the content for garbage.',
    fix: 'Store the archive with 07070X members, and require rpmlib(LargeFiles), as rpmbuild does.',
    sources: [
      'rpm docs/manual/large_files.md',
      'rpm 4.18 lib/cpio.c rpmcpioHeaderRead, rpmcpioSetExpectedFileSize',
    ],
  },
  *check({ payload: { archive } }) {
    for (const { member, file, size } of archive?.members ?? []) {
      if (size < LIMIT || member.format === 'stripped') continue;
      yield {
        where: {
          section: 'cpio',
          offset: member.offset,
          length: member.dataOffset - member.offset,
          path: displayText(file?.path ?? member.name),
        },
        expected: 'a 07070X member',
        found: `${size} bytes behind a header that says ${member.size}`,
      };
    }
  },
  message: ({ where, found }) => `${where.path} has ${found}`,
  examples: { fires: ['size-in-newc'], silent: ['plain', 'stripped-archive'] },
});

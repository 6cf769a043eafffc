import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { filePlace } from '../files/file-place.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';
import { oddDigests } from './odd-digests.ts';

const NO_DIGIT = /[^0-9a-f]/i;

export const digestNotHex = rule({
  id: 'digest-not-hex',
  needs: 'files',
  among: 'odd-digests',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'A file digest has characters that are no hexadecimal digits.',
    why:
      'rpm reads each of them as 0, and the digest it gets is that of no content: "Digest mismatch". ' +
      'The reference transcoder stops at the file and leaves a truncated one.',
    fix: 'Write digests in hexadecimal, without a prefix or blanks; not in Base64.',
    sources: ['rpm 4.18 lib/rpmfi.c hex2bin; include/rpm/rpmstring.h rnibble'],
  },
  *check({ head: { main }, pkg }) {
    for (const { file, text } of oddDigests(pkg)) {
      if (!NO_DIGIT.test(text)) continue;
      yield {
        where: filePlace(main, TAG.FILEDIGESTS, file),
        expected: 'hexadecimal digits',
        found: quoted(text),
        rpmSays: 'cpio: Digest mismatch',
      };
    }
  },
  message: ({ where, found }) => `the digest of ${where.path} is not hexadecimal: ${found}`,
  examples: { fires: ['digest-not-hex'], silent: ['plain'] },
});

import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { filePlace } from '../files/file-place.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';
import { oddDigests } from './odd-digests.ts';

const UPPER = /[A-F]/;

export const digestCase = rule({
  id: 'digest-case',
  needs: 'files',
  among: 'odd-digests',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'A file digest is in upper case.',
    why:
      'rpm does not mind, but tools that compare digests as texts, with those of sha256sum for ' +
      'instance, see a difference where there is none.',
    fix: 'Write digests in lower case, as rpmbuild does.',
    sources: ['rpm 4.18 include/rpm/rpmstring.h rnibble'],
  },
  *check({ head: { main }, pkg }) {
    for (const { file, text } of oddDigests(pkg)) {
      if (!UPPER.test(text)) continue;
      yield {
        where: filePlace(main, TAG.FILEDIGESTS, file),
        expected: 'lower case',
        found: quoted(text),
      };
    }
  },
  message: ({ where }) => `the digest of ${where.path} is in upper case`,
  examples: { fires: ['file-digests-upper-case'], silent: ['plain'] },
});

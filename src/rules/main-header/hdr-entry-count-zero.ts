import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrEntryCountZero = rule({
  id: 'hdr-entry-count-zero',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [{ since: '4.14', install: 'error', what: 'entries without data are refused' }],
  doc: {
    what: 'An index entry of the main header has no values: its count is 0.',
    why:
      'rpm since 4.14 refuses the whole header for it, so the package cannot be queried or ' +
      'installed. nfpm and goreleaser wrote such entries, redline too in packages without files.',
    fix: 'Leave a tag out that has no values, instead of writing an empty array.',
    sources: [
      'rpm 4.18 lib/header.c hdrblobVerifyInfo',
      'https://github.com/goreleaser/goreleaser/issues/1256',
      'https://github.com/goreleaser/nfpm/pull/159',
      'https://github.com/craigwblake/redline/issues/61',
    ],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-entry-count-zero'),
  message: ({ where }) => `${tagName(where.tag!)} is in the main header without a value`,
  examples: { fires: ['main-count-zero'], silent: ['plain', 'no-files'] },
});

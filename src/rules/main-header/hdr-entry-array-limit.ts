import { MAX_ARRAY } from '../../../native-free-parsers/header/limits.ts';
import { tagName } from '../../../native-free-parsers/header/tags.ts';
import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrEntryArrayLimit = rule({
  id: 'hdr-entry-array-limit',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { since: '4.18', install: 'error', what: 'arrays of more than 1,048,575 values are refused' },
  ],
  doc: {
    what: 'An array of the main header has more values than rpm allows.',
    why:
      'Since 4.18 rpm refuses a header with an array of more than 1,048,575 values, and with it the ' +
      'package; older ones install it. It also limits the files of one package.',
    fix: 'Split the package, or pack its many small files into archives.',
    sources: ['rpm 4.18 lib/header.c HEADER_ARRAY_MAX, hdrblobVerifyInfo'],
  },
  check: (facts) => troubleEvidence(facts, 'hdr-entry-array-limit'),
  message: ({ where }) => `${tagName(where.tag!)} has more than ${MAX_ARRAY} values`,
  examples: { fires: ['main-array-too-long'], silent: ['main-array-longest'] },
});

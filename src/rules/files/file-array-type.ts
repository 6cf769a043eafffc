import { TAG, tagName } from '../../../native-free-parsers/header/tags.ts';
import { hasLooseCapabilities } from '../../package/loose-capabilities.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const fileArrayType = rule({
  id: 'file-array-type',
  needs: 'headers',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'An array of the file list is a single string, plain or translated.',
    why:
      'rpm checks only that the type is some kind of string. Then it finds no names in BASENAMES or ' +
      'DIRNAMES, or takes the letters of FILECAPS for an address: it crashes, with no message and ' +
      'perhaps with half of a file installed. A builder that writes an array of one value as a ' +
      'string does this to packages with one file, or one directory.',
    fix: 'Write BASENAMES, DIRNAMES and FILECAPS as STRING_ARRAY (8), also with a single value.',
    sources: [
      'rpm 4.18 lib/rpmtd.c rpmtdToPool; lib/header.c hdrchkTagType, copyI18NEntry',
      'rpm 4.18 lib/rpmfi.c rpmfnInit, rpmfilesPopulate: tried with rpm 4.18.0',
    ],
  },
  *check(facts) {
    yield* troubleEvidence(facts, 'file-array-type');
    const { pkg } = facts;
    if (pkg === undefined || !hasLooseCapabilities(pkg)) return;
    yield {
      where: tagPlace(pkg.head.main, TAG.FILECAPS),
      expected: 'an array of strings',
      found: 'another type',
    };
  },
  message: ({ where }) => `${tagName(where.tag!)} is a single string, where rpm needs an array`,
  examples: {
    fires: ['base-name-string', 'directory-name-translated', 'capabilities-string'],
    silent: ['plain', 'capabilities-true'],
  },
});

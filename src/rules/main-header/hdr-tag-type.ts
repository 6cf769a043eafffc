import { tagInfo, tagName } from '../../../native-free-parsers/header/tags.ts';
import { TYPES } from '../../../native-free-parsers/header/types.ts';
import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';

export const hdrTagType = rule({
  id: 'hdr-tag-type',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { since: '4.14.2', install: 'error', what: 'the types of tags that rpm knows are checked' },
  ],
  doc: {
    what: 'A tag of the main header has another type than the one that it has in rpm.',
    why:
      'rpm since 4.14.2 refuses the whole header for it, older ones ignored the value. In an rpm ' +
      'database that an older rpm wrote it into, newer ones skip the package. redline and install4j ' +
      'wrote FILEINODES as 64-bit numbers.',
    fix:
      'Write the tag in the type of rpm\'s table ("rpm --querytags", docs/manual/tags.md). Inodes ' +
      'are 32-bit numbers: count from 1, they need not be those of a file system.',
    sources: [
      'rpm 4.18 lib/header.c hdrchkTagType',
      'https://github.com/rundeck/rundeck/issues/9587',
      'https://github.com/rpm-software-management/rpm/issues/1635',
    ],
  },
  check: (facts) =>
    troubleEvidence(facts, 'hdr-tag-type').map((evidence) => {
      const type = tagInfo(evidence.where.tag!)?.type;
      return { ...evidence, expected: `type ${type} (${TYPES[type!]})` };
    }),
  message: ({ where, expected, found }) =>
    `${tagName(where.tag!)} has to have ${expected}, and the main header has ${found}`,
  examples: { fires: ['inodes-64'], silent: ['plain', 'script-program'] },
});

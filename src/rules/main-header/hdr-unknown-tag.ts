import { tagInfo } from '../../../native-free-parsers/header/tags.ts';
import { typeName } from '../../../native-free-parsers/header/types.ts';
import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const hdrUnknownTag = rule({
  id: 'hdr-unknown-tag',
  needs: 'headers',
  among: 'odd-entries',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The main header has a tag that rpm does not know, up to 6.1.',
    why:
      'rpm keeps it and never looks at it. It may be of another program, such as rpm 5, or a number ' +
      'that a later rpm gives a meaning.',
    fix: 'Nothing to do, unless the tag is a mistake. rpm has no range for private tags.',
    sources: ['rpm 6.1 include/rpm/rpmtag.h', 'rpm docs/manual/tags.md'],
  },
  *check({ head: { main } }) {
    const { entries, region } = main;
    for (let position = region === undefined ? 0 : 1; position < entries.length; position++) {
      const { tag, type } = entries[position]!;
      if (tagInfo(tag) !== undefined) continue;
      yield {
        where: entryPlace(main, position),
        expected: 'a tag of rpm',
        found: `tag ${tag} of type ${typeName(type)}`,
      };
    }
  },
  message: ({ found }) => `the main header has ${found}, which rpm does not know`,
  examples: { fires: ['unknown-tag'], silent: ['plain', 'format-v6'] },
});

import { entryPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const hdrRegionMissing = rule({
  id: 'hdr-region-missing',
  needs: 'headers',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The main header has no immutable region: a package of format 3, as rpm wrote before 4.0.',
    why:
      'rpm up to 4.20 installs it, with the warning "RPM v3 packages are deprecated"; rpm 6 does ' +
      'not. The reference transcoder makes up a region with tag 61 when it writes the header anew, ' +
      'and rpm refuses that one: "tag[0]: BAD, tag 61". rpmcow copies the header as it is.',
    fix:
      'Build the package anew with rpmbuild 4 or later. A tool that writes packages itself has to ' +
      'put tag 63 (HEADERIMMUTABLE) first, pointing at a trailer behind the data.',
    sources: [
      'rpm docs/manual/format_v4.md, Header; Differences to V3',
      'rpm 4.18 lib/package.c applyRetrofits; rpm 6.0 lib/depends.cc addPackage',
    ],
  },
  *check({ head: { main } }) {
    if (main.region !== undefined) return;
    const found = `tag ${main.entries[0]!.tag}`;
    yield { where: entryPlace(main, 0), expected: 'tag 63 as the first entry', found };
  },
  message: ({ found }) => `the main header has no immutable region: it starts with ${found}`,
  examples: { fires: ['main-region-missing', 'format-v3'], silent: ['plain'] },
});

import { rule } from '../rule.ts';

export const repoHeaderRange = rule({
  id: 'repo-header-range',
  needs: 'listed-headers',
  severity: { transcode: 'note', install: 'note', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The metadata says wrongly, or not at all, where the main header of the package is.',
    why:
      'dnf installs the package. Tools that read only headers over the network, an audit of ' +
      'rpmcow among them, ask for these bytes and get others, or have to search.',
    fix: 'Make the metadata anew with createrepo_c, after the package was signed for the last time.',
    sources: ['createrepo_c src/xml_dump_primary.c, rpm:header-range'],
  },
  *check({ listing: { headerRange }, head }) {
    const start = head.main.offset;
    const end = head.bytes.length;
    if (headerRange?.start === start && headerRange.end === end) return;
    yield {
      where: { section: 'main-header', offset: start, length: end - start },
      expected: `bytes ${start} to ${end}`,
      found: headerRange === null ? 'no range' : `bytes ${headerRange.start} to ${headerRange.end}`,
    };
  },
  message: ({ expected, found }) =>
    `the metadata has ${found} for the main header, which is at ${expected}`,
  examples: {
    fires: ['listed-header-range-wrong', 'listed-header-range-absent'],
    silent: ['listed'],
  },
});

import { rule } from '../rule.ts';
import { wholeFile } from './whole-file.ts';

export const repoSize = rule({
  id: 'repo-size',
  needs: 'listing',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file has another size than the metadata of its repository says.',
    why:
      'dnf gives up the download as soon as a server announces another size, with or without ' +
      'Copy-on-Write. The checksum cannot be right either, and this shows without reading all ' +
      'of the file.',
    fix: 'Make the metadata anew (createrepo_c --update), or restore the file that it describes.',
    sources: [
      'createrepo_c src/xml_dump_primary.c, size package',
      'librepo/downloader.c lr_headercb',
    ],
  },
  *check(facts) {
    const { packageSize } = facts.listing;
    if (packageSize === facts.size) return;
    yield {
      where: wholeFile(facts),
      expected: `${packageSize} bytes`,
      found: `${facts.size} bytes`,
    };
  },
  message: ({ expected, found }) => `the metadata says ${expected}, and the file has ${found}`,
  examples: { fires: ['listed-size-wrong'], silent: ['listed'] },
});

import { rule } from '../rule.ts';

/** Most bytes of data up to rpm 4.13: lib/header_internal.h HEADER_DATA_MAX. */
const MAX_DATA_413 = 0x00ffffff;
/** And of index and data together: lib/header.c headerMaxbytes. */
const MAX_SIZE_413 = 32 * 1024 * 1024;

export const hdrSizeTarget = rule({
  id: 'hdr-size-target',
  needs: 'headers',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [
    { before: '4.14', install: 'error', what: 'main headers with over 16 MiB of data are refused' },
  ],
  doc: {
    what: 'The main header is larger than rpm up to 4.13 reads.',
    why:
      'rpm up to 4.13 (CentOS 7, SLES 12) takes less than 16 MiB of data and refuses the rest with ' +
      '"hdr data: BAD". Newer ones take up to 256 MiB.',
    fix: 'Where such hosts matter, split the package: most of it is the list of its files.',
    sources: [
      'rpm 4.13 lib/header_internal.h hdrchkData, lib/package.c',
      'rpm 4.14 lib/header.c HEADER_DATA_MAX, headerMaxbytes',
    ],
  },
  *check({ head: { main } }) {
    const { offset, store, bytes } = main;
    if (store.length <= MAX_DATA_413 && bytes.length <= MAX_SIZE_413) return;
    yield {
      where: { section: 'main-header', offset: offset + 12, length: 4 },
      expected: `at most ${MAX_DATA_413} bytes of data`,
      found: `${store.length}`,
      rpmSays: `hdr data: BAD, no. of bytes(${store.length}) out of range`,
    };
  },
  message: ({ found }) =>
    `the main header has ${found} bytes of data, too many for rpm before 4.14`,
  examples: { fires: ['main-data-17-mib'], silent: ['plain'] },
});

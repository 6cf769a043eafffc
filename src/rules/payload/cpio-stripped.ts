import { rule } from '../rule.ts';
import { memberPlace } from './archive-evidence.ts';

export const cpioStripped = rule({
  id: 'cpio-stripped',
  needs: 'payload',
  severity: { transcode: 'none', install: 'none', spec: 'note' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [{ before: '4.12', install: 'error', what: 'stripped archives are not known' }],
  doc: {
    what: 'The archive is a stripped one (07070X), although PAYLOADFORMAT says cpio.',
    why:
      'rpm 4.12 and later write and read it where a file has 4 GiB or more, and in packages of ' +
      'format 6. Its members have numbers instead of names and sizes: cpio, bsdtar and older rpm ' +
      'cannot read it, nor can what rpm2cpio makes of it.',
    fix:
      'Nothing has to be done for rpm. For others to read the archive no file may have 4 GiB or ' +
      'more; rpm2archive unpacks it in any case.',
    sources: [
      'rpm docs/manual/large_files.md',
      'https://github.com/rpm-software-management/rpm/issues/2447',
    ],
  },
  *check({ payload: { archive } }) {
    const first = archive?.members[0];
    if (first?.member.format !== 'stripped') return;
    yield {
      where: memberPlace(first, 0, 14),
      expected: 'member headers with names, magic 070701 or 070702',
      found: 'magic 07070X',
    };
  },
  message: () => 'the archive has no names and sizes of its own, so that only rpm can read it',
  examples: { fires: ['stripped-archive', 'format-v6'], silent: ['plain'] },
});

import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { foreignFormat } from '../../package/payload-format.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

export const payloadFormat = rule({
  id: 'payload-format',
  needs: 'files',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'PAYLOADFORMAT says that the payload is something else than a cpio archive.',
    why:
      'rpm refuses to install anything but "cpio". A delta RPM ("drpm") holds only differences ' +
      'to an older package and has to be made whole by applydeltarpm first; a Copy-on-Write host ' +
      'has no use for it.',
    fix:
      'Publish whole packages; with dnf, deltarpm=false keeps deltas away. A package that does ' +
      'hold a cpio archive must say "cpio", also where the archive is the stripped kind of rpm ' +
      '4.12.',
    sources: [
      'rpm 4.18 lib/depends.c headerCheckPayloadFormat',
      'LSB 5.0 Core generic, Package File Format, RPMTAG_PAYLOADFORMAT',
    ],
  },
  *check({ head: { main }, pkg }) {
    const found = foreignFormat(pkg);
    if (found === undefined) return;
    yield {
      where: tagPlace(main, TAG.PAYLOADFORMAT),
      expected: '"cpio"',
      found: `"${displayText(found.slice(0, 50))}"`,
    };
  },
  message: ({ found }) => `the payload format is ${found}, and rpm installs only "cpio"`,
  examples: { fires: ['payload-format-drpm'], silent: ['stripped-archive', 'plain'] },
});

import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getString } from '../../../native-free-parsers/header/values.ts';
import { tagPlace } from '../places.ts';
import { quoted } from '../quoted.ts';
import { rule } from '../rule.ts';
import { isFormat6 } from './package-format.ts';

export const tagEncoding = rule({
  id: 'tag-encoding',
  needs: 'headers',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'ENCODING names another encoding than UTF-8, or is absent from a package of format 6.',
    why:
      'ENCODING is there to say "all text is UTF-8"; nothing converts from another encoding, so ' +
      'every reader garbles the text. A package of format 6 has to have it.',
    fix: 'Convert all text to UTF-8 and write "utf-8" into ENCODING, in lower case.',
    sources: [
      'rpm docs/manual/format_v6.md, Header',
      'rpm 4.18 build/parseSpec.c checkForEncoding',
    ],
  },
  *check({ head: { main } }) {
    const encoding = getString(main, TAG.ENCODING);
    if (encoding === 'utf-8' || (encoding === undefined && !isFormat6(main))) return;
    const found = encoding === undefined ? 'none' : quoted(encoding);
    yield { where: tagPlace(main, TAG.ENCODING), expected: 'ENCODING "utf-8"', found };
  },
  message: ({ found }) =>
    found === 'none'
      ? 'the package is of format 6 and has no ENCODING'
      : `ENCODING is ${found}, not "utf-8"`,
  examples: {
    fires: ['encoding-latin1', 'format-v6-without-encoding'],
    silent: ['encoding-absent', 'format-v6'],
  },
});

import { troubleRule } from '../../package/trouble-rule.ts';
import { rule } from '../rule.ts';

export const payloadXzMemory = rule({
  id: 'payload-xz-memory',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'warning' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'Decompressing the payload takes more memory than rpm allows.',
    why:
      'rpm gives liblzma at most 100 MiB. A dictionary of 128 MiB and more is over that, ' +
      'whatever the size of the package: rpm cannot read the payload and the install fails. The ' +
      'reference transcoder reports success for an extents file without files.',
    fix:
      'Compress with a dictionary of 64 MiB or less: every preset of xz up to -9 does. A larger ' +
      'one helps no package that is smaller than it.',
    sources: ['rpm 4.18 rpmio/rpmio.c lzopen_internal, macro _xz_memlimit', 'xz(1), --lzma2=dict='],
  },
  *check({ payload: { archive, streams } }) {
    const [stream] = streams;
    if (archive?.refusal === undefined || stream === undefined) return;
    if (troubleRule(archive.refusal) !== 'payload-xz-memory') return;
    yield {
      where: { section: 'payload', offset: stream.offset },
      expected: 'a dictionary of less than 100 MiB',
      found: `one of ${stream.windowSize} bytes`,
    };
  },
  message: ({ expected, found }) => `rpm decompresses only what has ${expected}, this has ${found}`,
  examples: { fires: ['xz-dictionary-128m'], silent: ['xz-dictionary-64m', 'plain-xz'] },
});

import { rule } from '../rule.ts';
import { troubleEvidence } from '../trouble-evidence.ts';
import { fileKind } from './file-kind.ts';

export const leadMagic = rule({
  id: 'lead-magic',
  needs: 'file',
  among: 'trouble',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The file does not start with the magic of an RPM package.',
    why:
      'It is no package, whatever its name says: rpm reports "not an rpm package" and no transcoder ' +
      'can do anything with it. Often it is what a server sent instead of the package, or the ' +
      'package inside another file.',
    fix:
      'Fetch or build the package again. Look at how the file was stored: a compressed package has ' +
      'to be unpacked, a Git LFS pointer to be replaced by its file, an error page means a wrong ' +
      'address.',
    sources: ['rpm docs/manual/format_lead.md', 'rpm 4.18 lib/rpmlead.c rpmLeadRead'],
  },
  check(facts) {
    const kind = fileKind(facts.start);
    return troubleEvidence(facts, 'lead-magic').map(({ where, found, ...evidence }) => ({
      ...evidence,
      where: { ...where, length: 4 },
      found: kind === undefined ? found : `${found}, like ${kind}`,
    }));
  },
  message: ({ found }) => `the file is no RPM package: it starts with ${found}`,
  examples: {
    fires: ['lead-magic-broken', 'web-page', 'package-in-gzip'],
    silent: ['plain'],
  },
});

import { rule } from '../rule.ts';
import { problemEvidence } from '../trouble-evidence.ts';

export const cowFooterLayout = rule({
  id: 'cow-footer-layout',
  needs: 'extents',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'The footer of the extents file, or what it leads to, cannot be read.',
    why:
      'The last 32 bytes (24 in files of 2021) say where the stored verification, the digest ' +
      'table and the digests of the original begin. The reflink plugin follows them without a ' +
      'check: it fails, or allocates whatever a wrong number asks for.',
    fix: 'Throw the file away and download or transcode the package again.',
    sources: [
      'plugins/reflink of the Copy-on-Write patches of rpm: reflink_psm_pre',
      'rpm2extents of the same patches',
    ],
  },
  check: ({ extents }) => problemEvidence(extents.trouble, 'cow-footer-layout'),
  message: ({ expected, found }) => `an extents file needs ${expected}, this has ${found}`,
  examples: { fires: ['extents-footer-beyond', 'extents-magic-appended'], silent: ['plain'] },
});

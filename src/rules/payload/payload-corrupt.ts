import { misreadCompression } from '../../package/payload-end.ts';
import { rule } from '../rule.ts';
import { problemEvidence } from '../trouble-evidence.ts';

export const payloadCorrupt = rule({
  id: 'payload-corrupt',
  needs: 'payload',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: true,
  rpmVersions: [],
  doc: {
    what: 'The payload does not decompress.',
    why:
      'rpm gets as far as the damage and the install fails there. The reference transcoder ' +
      'reports success for an extents file with the files that came before.',
    fix:
      'Download the package again and compare its checksum. If it is the same at its source, the ' +
      'file was damaged when it was built or signed: build it anew.',
    sources: ['rpm 4.18 rpmio/rpmio.c gzdRead, lzread, bzdRead, zstdRead'],
  },
  check: (facts) =>
    misreadCompression(facts) === undefined
      ? problemEvidence(facts.payload.archive?.refusal, 'payload-corrupt')
      : [],
  message: ({ found, where }) => `decompressing fails at about offset ${where.offset}: ${found}`,
  examples: { fires: ['payload-corrupt-sealed'], silent: ['plain'] },
});

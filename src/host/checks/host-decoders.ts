import { type HostCheck, ok, warning } from '../host-check.ts';

export const hostDecoders: HostCheck = {
  id: 'host-decoders',
  severity: 'warning',
  doc: {
    what: "A library that decompresses payloads does not load into rpmcow's process.",
    why:
      'zstd and xz have a substitute in rpmcow, which takes two to four times as long. bzip2 has none: ' +
      'packages with such a payload are left as they are.',
    fix: 'Install libzstd, xz-libs and bzip2-libs (Fedora), or libzstd1, liblzma5 and libbz2-1.0 (Debian).',
    sources: ['rpmcow help transcode, --native-free', 'rpm rpmio/rpmio.c'],
  },
  examine({ decoders }) {
    const missing = decoders.filter(({ library }) => library === undefined);
    if (missing.length === 0) return ok(decoders.map(({ library }) => library).join(', '));
    const words = missing.map(
      ({ compressor, hasSubstitute }) =>
        `${compressor} (${hasSubstitute ? 'slower without' : 'not without'})`,
    );
    return warning(`no library for ${words.join(', ')}`);
  },
};

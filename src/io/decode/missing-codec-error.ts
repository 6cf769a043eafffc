/** No library here can decode this payload, though another host could. */

import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';

/** What to install, by distribution family. */
const PACKAGES = {
  zstd: { debian: 'libzstd1', fedora: 'libzstd' },
  xz: { debian: 'liblzma5', fedora: 'xz-libs' },
  lzma: { debian: 'liblzma5', fedora: 'xz-libs' },
  bzip2: { debian: 'libbz2-1.0', fedora: 'bzip2-libs' },
} as const satisfies Partial<Record<Compressor, { debian: string; fedora: string }>>;

/** The codecs that rest on a library of the system. */
export type LibraryCodec = keyof typeof PACKAGES;

/** What this payload needs and which package has it. */
export class MissingCodecError extends Error {
  override readonly name = 'MissingCodecError';
  readonly compressor: LibraryCodec;
  /** The package to install, as Debian and as Fedora call it. */
  readonly install: { readonly debian: string; readonly fedora: string };

  /** `why` says what this payload needs, beyond the codec itself. */
  constructor(compressor: LibraryCodec, why = `only its own library decodes ${compressor}`) {
    const install = PACKAGES[compressor];
    super(
      `cannot decode this ${compressor} payload: ${why}; install ${install.debian} (Debian, Ubuntu) or ${install.fedora} (Fedora, RHEL)`,
    );
    this.compressor = compressor;
    this.install = install;
  }
}

/** Loads the library that a payload needs, while libraries can still be looked for. */
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import { loadLibrary } from '../native/koffi.ts';
import { BZIP2_LIBRARIES } from './libbz2.ts';
import { LZMA_LIBRARIES } from './liblzma.ts';
import { ZSTD_LIBRARIES } from './libzstd.ts';

const LIBRARIES: Readonly<Record<Compressor, readonly string[]>> = {
  none: [],
  gzip: [],
  zstd: ZSTD_LIBRARIES,
  xz: LZMA_LIBRARIES,
  lzma: LZMA_LIBRARIES,
  bzip2: BZIP2_LIBRARIES,
};

/** Loads it; that it is not there is found out by whoever decodes. */
export function loadCodec(compressor: Compressor): void {
  loadLibrary(LIBRARIES[compressor]);
}

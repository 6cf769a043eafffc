/** The system's libraries that decode payloads, and which of them load on this host. */
import { openLibbz2 } from './libbz2.ts';
import { openLiblzma } from './liblzma.ts';
import { openLibzstd } from './libzstd.ts';

export interface SystemDecoder {
  readonly compressor: 'zstd' | 'xz' | 'bzip2';
  /** The shared library's name; undefined where it does not load. */
  readonly library: string | undefined;
  /** Whether the payload decodes without it, slower. */
  readonly hasSubstitute: boolean;
}

export function systemDecoders(): SystemDecoder[] {
  return (['zstd', 'xz', 'bzip2'] as const).map((compressor) => {
    const decoder = OPEN[compressor]();
    decoder?.close();
    return { compressor, library: decoder?.route, hasSubstitute: compressor !== 'bzip2' };
  });
}

const OPEN = { zstd: openLibzstd, xz: openLiblzma, bzip2: openLibbz2 } as const;

/**
 * A ZSTD_DStream with all its memory, which is memory or, for wide windows, a temporary file.
 *
 * Policy: what lies in the file is in memory in parts: every eight mebibytes its pages are let go, and
 * those come back that the content refers to.
 * Source: zstd.h, ZSTD_estimateDStreamSize(), ZSTD_initStaticDStream().
 */
import type { NativeLibrary } from '../native/koffi.ts';
import { openWindowFile } from './window-file.ts';

export interface ZstdStream {
  /** For the library. */
  readonly address: bigint;
  /** So many bytes were decoded. */
  wrote(length: number): void;
  free(): void;
}

/** Bytes of the widest window that rpm reads: 1 << ZSTD_WINDOWLOG_LIMIT_DEFAULT. */
export const WIDEST_WINDOW = 2 ** 27;
/** Decoded bytes after which pages are let go. */
const LET_GO_AFTER = 8 * 1024 * 1024;

export type StreamFunctions = ReturnType<typeof bindStreams>;

/** Undefined where there is no memory. */
export function streamInMemory({ create, free }: StreamFunctions): ZstdStream | undefined {
  const address: bigint | null = create();
  return address === null ? undefined : { address, wrote() {}, free: () => free(address) };
}

/** For frames of every window; undefined where there is no such file, or the library cannot do it. */
export function streamInFile({ inWorkspace }: StreamFunctions): ZstdStream | undefined {
  if (inWorkspace === undefined) return undefined;
  const size = Number(inWorkspace.estimate(WIDEST_WINDOW));
  const file = openWindowFile(size);
  if (file === undefined) return undefined;
  const address: bigint | null = inWorkspace.create(file.address, size);
  if (address === null) {
    file.unmap();
    return undefined;
  }
  let here = 0;
  return {
    address,
    wrote(length) {
      here += length;
      if (here < LET_GO_AFTER) return;
      file.letGo();
      here = 0;
    },
    free: () => file.unmap(),
  };
}

export function bindStreams({ func }: NativeLibrary) {
  return {
    create: func('void *ZSTD_createDStream()'),
    free: func('size_t ZSTD_freeDStream(void *stream)'),
    inWorkspace: bindWorkspace(func),
  };
}

/** Functions that zstd.h calls experimental: a library may keep them to itself. */
function bindWorkspace(func: NativeLibrary['func']) {
  try {
    return {
      estimate: func('size_t ZSTD_estimateDStreamSize(size_t windowSize)'),
      create: func('void *ZSTD_initStaticDStream(void *workspace, size_t size)'),
    };
  } catch {
    return undefined;
  }
}

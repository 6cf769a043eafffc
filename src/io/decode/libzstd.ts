/**
 * zstd by the system's libzstd.
 *
 * Policy: the library gets exactly as much input as it asks for, that is one block at a time: on
 * an error it forgets what it has written in the same call, and so nothing before a broken block
 * is lost. Its default limit on the window (2^27 bytes) is kept, as rpm keeps it.
 * Source: rpmio/rpmio.c zstdRead(): frames are read through, the input's end is a short read.
 */

import { loadLibrary, type NativeLibrary } from '../native/koffi.ts';
import { type NativeDecoder, outOfMemory, type Step } from './native-decoder.ts';

export const ZSTD_LIBRARIES = ['libzstd.so.1'];

/** The least a decoder needs to see of a frame. */
const FRAME_START = 5;

type Binding = ReturnType<typeof bind>;
let binding: Binding | undefined;

/** Undefined where the library does not load. */
export function openLibzstd(): NativeDecoder | undefined {
  const library = loadLibrary(ZSTD_LIBRARIES);
  if (library === undefined) return undefined;
  const { koffi } = library;
  binding ??= bind(library);
  const { Span, create, init, decompress, isError, errorName, free } = binding;

  const stream: bigint | null = create();
  if (stream === null) throw outOfMemory(library.soname);
  const inputSpan = koffi.alloc(Span, 1);
  const outputSpan = koffi.alloc(Span, 1);
  let wanted: number = init(stream);

  return {
    route: library.soname,
    readsThrough: true,
    looksAhead: true,
    step(input, output): Step {
      const start = koffi.address(input);
      const room = { start: koffi.address(output), size: output.length, pos: 0 };
      koffi.encode(inputSpan, Span, { start, size: Math.min(input.length, wanted), pos: 0 });
      koffi.encode(outputSpan, Span, room);
      const code: number | bigint = decompress(stream, outputSpan, inputSpan);
      if (isError(code)) {
        return { consumed: 0, produced: 0, status: 'fault', reason: errorName(code) };
      }
      wanted = Number(code) || FRAME_START;
      return {
        consumed: koffi.decode(inputSpan, Span).pos,
        produced: koffi.decode(outputSpan, Span).pos,
        status: code === 0 ? 'stream-end' : 'running',
      };
    },
    close() {
      free(stream);
      koffi.free(inputSpan);
      koffi.free(outputSpan);
    },
  };
}

function bind(library: NativeLibrary) {
  const { koffi } = library;
  return {
    /** ZSTD_inBuffer and ZSTD_outBuffer have the same layout. */
    Span: koffi.struct({ start: 'void *', size: 'size_t', pos: 'size_t' }),
    create: library.func('void *ZSTD_createDStream()'),
    init: library.func('size_t ZSTD_initDStream(void *stream)'),
    decompress: library.func(
      'size_t ZSTD_decompressStream(void *stream, void *output, void *input)',
    ),
    isError: library.func('uint ZSTD_isError(size_t code)'),
    errorName: library.func('str ZSTD_getErrorName(size_t code)'),
    free: library.func('size_t ZSTD_freeDStream(void *stream)'),
  };
}

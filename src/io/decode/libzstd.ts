/**
 * zstd by the system's libzstd.
 *
 * Policy: the library gets exactly as much input as it asks for, that is one block at a time: on
 * an error it forgets what it has written in the same call, and so nothing before a broken block
 * is lost. Its default limit on the window (2^27 bytes) is kept, as rpm keeps it. Each frame's header
 * is looked at first: from a wide window on the decoder lies in a file.
 * Source: rpmio/rpmio.c zstdRead(): frames are read through, the input's end is a short read.
 */

import { loadLibrary, type NativeLibrary } from '../native/koffi.ts';
import { type NativeDecoder, outOfMemory, type Step } from './native-decoder.ts';
import { WIDE_WINDOW } from './window-file.ts';
import { bindStreams, streamInFile, streamInMemory, WIDEST_WINDOW } from './zstd-stream.ts';
import { zstdWindowAhead } from './zstd-window-ahead.ts';

export const ZSTD_LIBRARIES = ['libzstd.so.1'];

/** The least a decoder needs to see of a frame. */
const FRAME_START = 5;
const NOTHING = new Uint8Array();

type Binding = ReturnType<typeof bind>;
let binding: Binding | undefined;

/** Undefined where the library does not load. */
export function openLibzstd(): NativeDecoder | undefined {
  const library = loadLibrary(ZSTD_LIBRARIES);
  if (library === undefined) return undefined;
  const { koffi } = library;
  binding ??= bind(library);
  const { Span, streams, init, decompress, isError, errorName } = binding;

  const narrow = streamInMemory(streams);
  if (narrow === undefined) throw outOfMemory(library.soname);
  let stream = narrow;
  let wanted: number = init(stream.address);
  /** The first bytes of a frame whose header is not complete; undefined behind it. */
  let start: Uint8Array | undefined = NOTHING;
  const inputSpan = koffi.alloc(Span, 1);
  const outputSpan = koffi.alloc(Span, 1);

  const makeRoom = (windowSize: number) => {
    if (stream !== narrow || windowSize <= WIDE_WINDOW || windowSize > WIDEST_WINDOW) return;
    const wide = streamInFile(streams);
    if (wide === undefined) return;
    narrow.free();
    stream = wide;
    wanted = init(stream.address);
  };

  const decode = (input: Uint8Array, output: Uint8Array): Step => {
    const from = { start: koffi.address(input), size: Math.min(input.length, wanted), pos: 0 };
    koffi.encode(inputSpan, Span, from);
    koffi.encode(outputSpan, Span, {
      start: koffi.address(output),
      size: output.length,
      pos: 0,
    });
    const code: number | bigint = decompress(stream.address, outputSpan, inputSpan);
    if (isError(code)) {
      return { consumed: 0, produced: 0, status: 'fault', reason: errorName(code) };
    }
    wanted = Number(code) || FRAME_START;
    if (code === 0) start = NOTHING;
    const produced: number = koffi.decode(outputSpan, Span).pos;
    stream.wrote(produced);
    return {
      consumed: koffi.decode(inputSpan, Span).pos,
      produced,
      status: code === 0 ? 'stream-end' : 'running',
    };
  };

  return {
    route: library.soname,
    readsThrough: true,
    looksAhead: true,
    step(input, output): Step {
      if (start !== undefined) {
        const bytes = start.length === 0 ? input : Buffer.concat([start, input]);
        const windowSize = zstdWindowAhead(bytes);
        if (windowSize === 'unknown') {
          start = Uint8Array.from(bytes);
          return { consumed: input.length, produced: 0, status: 'running' };
        }
        makeRoom(windowSize);
        for (let rest = start; rest.length > 0; ) {
          const fed = decode(rest, output);
          if (fed.status === 'fault') return fed;
          rest = rest.subarray(fed.consumed);
        }
        start = undefined;
      }
      return decode(input, output);
    },
    close() {
      stream.free();
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
    streams: bindStreams(library),
    init: library.func('size_t ZSTD_initDStream(void *stream)'),
    decompress: library.func(
      'size_t ZSTD_decompressStream(void *stream, void *output, void *input)',
    ),
    isError: library.func('uint ZSTD_isError(size_t code)'),
    errorName: library.func('str ZSTD_getErrorName(size_t code)'),
  };
}

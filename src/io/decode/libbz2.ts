/**
 * bzip2 by the system's libbz2.
 *
 * Policy: only the first stream is read. What a block held is delivered before its check is
 * known, as the library does it.
 * Source: rpmio/rpmio.c bzdRead() and libbz2's BZ2_bzread(): after a stream's end every read gives
 * nothing, and an input that ends before it is an error (BZ_UNEXPECTED_EOF, -1).
 */

import { loadLibrary, type NativeLibrary } from '../native/koffi.ts';
import { type NativeDecoder, outOfMemory, type Step } from './native-decoder.ts';
import { callOnSpans } from './stream-spans.ts';

/** Debian's and Fedora's names for it. */
export const BZIP2_LIBRARIES = ['libbz2.so.1.0', 'libbz2.so.1'];

/** sizeof(bz_stream) is 80 with 64-bit pointers, less with 32-bit ones. */
const STREAM_SIZE = 80;
const OK = 0;
const STREAM_END = 4;
const MEMORY_ERROR = -3;

const FAULTS: ReadonlyMap<number, string> = new Map([
  [-4, 'corrupt data'],
  [-5, 'no bzip2 magic'],
]);

type Binding = ReturnType<typeof bind>;
let binding: Binding | undefined;

/** Undefined where the library does not load. */
export function openLibbz2(): NativeDecoder | undefined {
  const library = loadLibrary(BZIP2_LIBRARIES);
  if (library === undefined) return undefined;
  const { koffi } = library;
  binding ??= bind(library);
  const { Stream, Spans, open, decompress, end } = binding;

  const stream = koffi.alloc(Stream, 1);
  koffi.encode(stream, Stream, new Uint8Array(STREAM_SIZE));
  if (open(stream, 0, 0) !== OK) {
    koffi.free(stream);
    throw outOfMemory(library.soname);
  }

  return {
    route: library.soname,
    readsThrough: false,
    looksAhead: true,
    step(input, output): Step {
      const spans = { stream, Spans, noTotal: [0, 0] };
      const { result, ...counts } = callOnSpans(library, spans, input, output, () =>
        decompress(stream),
      );
      if (result === MEMORY_ERROR) throw outOfMemory(library.soname);
      if (result === OK) return { ...counts, status: 'running' };
      if (result === STREAM_END) return { ...counts, status: 'stream-end' };
      return { ...counts, status: 'fault', reason: FAULTS.get(result) ?? `error ${result}` };
    },
    close() {
      end(stream);
      koffi.free(stream);
    },
  };
}

function bind(library: NativeLibrary) {
  const { koffi } = library;
  return {
    Stream: koffi.array('uint8_t', STREAM_SIZE),
    /** The start of bz_stream; what follows is the library's own. The totals are not used. */
    Spans: koffi.struct({
      nextIn: 'void *',
      availIn: 'uint32_t',
      totalIn: koffi.array('uint32_t', 2),
      nextOut: 'void *',
      availOut: 'uint32_t',
      totalOut: koffi.array('uint32_t', 2),
    }),
    open: library.func('int BZ2_bzDecompressInit(void *stream, int verbosity, int small)'),
    decompress: library.func('int BZ2_bzDecompress(void *stream)'),
    end: library.func('int BZ2_bzDecompressEnd(void *stream)'),
  };
}

/**
 * xz and .lzma by the system's liblzma, which finds out by itself which of them it has.
 *
 * Policy: rpm's settings: automatic decoder, no concatenated streams, at most 100 MiB of memory;
 * a stream that needs more is refused. Whatever the library had decoded before a fault counts.
 * Source: rpmio/rpmio.c lzopen_internal() and lzread(): reading stops for good at the first
 * stream's end, and an input that ends before it is an error (-1), not a short read.
 */

import { loadLibrary, type NativeLibrary } from '../native/koffi.ts';
import { type NativeDecoder, outOfMemory, type Step } from './native-decoder.ts';
import { callOnSpans } from './stream-spans.ts';

export const LZMA_LIBRARIES = ['liblzma.so.5'];

/** rpm's default for the macro _xz_memlimit. */
export const LZMA_MEMORY_LIMIT = 100 * 1024 * 1024;
export const LZMA_MEMORY_FAULT = `a stream that needs more than ${LZMA_MEMORY_LIMIT} bytes of memory`;

/** sizeof(lzma_stream) is 136 with 64-bit pointers, less with 32-bit ones. */
const STREAM_SIZE = 136;
const RUN = 0;
const OK = 0;
const STREAM_END = 1;
const MEMORY_ERROR = 5;
const MEMORY_LIMIT_ERROR = 6;
/** No progress possible in this call: not an error while input may still come. */
const BUFFER_ERROR = 10;

const FAULTS: ReadonlyMap<number, string> = new Map([
  [7, 'neither an xz nor an lzma stream'],
  [8, 'options that liblzma does not support'],
  [9, 'corrupt data'],
]);

type Binding = ReturnType<typeof bind>;
let binding: Binding | undefined;

/** Undefined where the library does not load. */
export function openLiblzma(): NativeDecoder | undefined {
  const library = loadLibrary(LZMA_LIBRARIES);
  if (library === undefined) return undefined;
  const { koffi } = library;
  binding ??= bind(library);
  const { Stream, Spans, open, code, end } = binding;

  const stream = koffi.alloc(Stream, 1);
  koffi.encode(stream, Stream, new Uint8Array(STREAM_SIZE));
  if (open(stream, LZMA_MEMORY_LIMIT, 0) !== OK) {
    koffi.free(stream);
    throw outOfMemory(library.soname);
  }

  return {
    route: library.soname,
    readsThrough: false,
    looksAhead: false,
    step(input, output): Step {
      const spans = { stream, Spans, noTotal: 0 };
      const { result, ...counts } = callOnSpans(library, spans, input, output, () =>
        code(stream, RUN),
      );
      if (result === MEMORY_ERROR) throw outOfMemory(library.soname);
      if (result === OK || result === BUFFER_ERROR) return { ...counts, status: 'running' };
      if (result === STREAM_END) return { ...counts, status: 'stream-end' };
      if (result === MEMORY_LIMIT_ERROR) {
        return { ...counts, status: 'fault', reason: LZMA_MEMORY_FAULT, defect: 'memory' };
      }
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
    /** The start of lzma_stream; what follows is the library's own. The totals are not used. */
    Spans: koffi.struct({
      nextIn: 'void *',
      availIn: 'size_t',
      totalIn: 'uint64_t',
      nextOut: 'void *',
      availOut: 'size_t',
      totalOut: 'uint64_t',
    }),
    open: library.func('int lzma_auto_decoder(void *stream, uint64_t memlimit, uint32_t flags)'),
    code: library.func('int lzma_code(void *stream, int action)'),
    end: library.func('void lzma_end(void *stream)'),
  };
}

/**
 * The way liblzma and libbz2 are called: a stream structure whose first fields say where input and
 * output are and how much of each is left.
 *
 * Policy: only these fields are written and read; what follows them is the library's own.
 */
import type { NativeLibrary } from '../native/koffi.ts';

export interface StreamSpans {
  /** The structure the library was given, in native memory. */
  readonly stream: unknown;
  /** Its first fields: nextIn, availIn, totalIn, nextOut, availOut, totalOut. */
  readonly Spans: ReturnType<NativeLibrary['koffi']['struct']>;
  /** What goes into the totals, which nobody reads: their type differs. */
  readonly noTotal: number | readonly number[];
}

/** Makes one call of the library on `input` and `output`; its result, and what it did. */
export function callOnSpans(
  { koffi }: NativeLibrary,
  { stream, Spans, noTotal }: StreamSpans,
  input: Uint8Array,
  output: Uint8Array,
  call: () => number,
): { result: number; consumed: number; produced: number } {
  koffi.encode(stream, Spans, {
    nextIn: koffi.address(input),
    availIn: input.length,
    totalIn: noTotal,
    nextOut: koffi.address(output),
    availOut: output.length,
    totalOut: noTotal,
  });
  const result = call();
  const { availIn, availOut } = koffi.decode(stream, Spans);
  return { result, consumed: input.length - availIn, produced: output.length - availOut };
}

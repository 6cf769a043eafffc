/**
 * Drives a decoder of a native library: input in, steps, chunks out, all in this thread.
 *
 * Policy: one output buffer, reused, so a chunk is valid only while the sink has it. What is
 * decoded is delivered before more input is asked for. No promise per chunk.
 */

import type { Defect } from '../../../native-free-parsers/bytes/format-error.ts';
import type { Compressor } from '../../../native-free-parsers/payload/compressor.ts';
import { MachineError } from '../machine-error.ts';
import { giveBackBuffer, takeBuffer } from '../spare-buffer.ts';
import { corrupt, truncated } from './decode-error.ts';
import type { Delivery } from './delivery.ts';
import type { InputWindow } from './input-window.ts';
import type { Ending } from './outcome.ts';

const OUTPUT_SIZE = 256 * 1024;

/** What one call of the library did. */
export interface Step {
  readonly consumed: number;
  readonly produced: number;
  /** `running`: wants more input or more room. `stream-end`: a stream or frame is complete. */
  readonly status: 'running' | 'stream-end' | 'fault';
  /** With `fault` only: in the library's words. */
  readonly reason?: string;
  /** With `fault` only: where it is another one than data that does not decode. */
  readonly defect?: Defect;
}

export interface NativeDecoder {
  /** The library's name. */
  readonly route: string;
  /**
   * Whether what follows a complete stream is read as another one, and a stream cut short is a
   * short read, not a failure.
   */
  readonly readsThrough: boolean;
  /**
   * Whether the library goes on to what follows the byte that fills rpm's buffer. A fault there
   * makes rpm's read fail, so that byte never arrives; here one byte is held back for that.
   */
  readonly looksAhead: boolean;
  step(input: Uint8Array, output: Uint8Array): Step;
  /** Frees everything. */
  close(): void;
}

/** Decodes until the sink has enough, the stream ends or the input does. Leaves `close` to the caller. */
export async function runNativeDecoder(
  decoder: NativeDecoder,
  compressor: Compressor,
  window: InputWindow,
  delivery: Delivery,
): Promise<Ending> {
  const output = takeBuffer(OUTPUT_SIZE);
  try {
    return await decodeBy(output, decoder, compressor, window, delivery);
  } finally {
    giveBackBuffer(output);
  }
}

async function decodeBy(
  output: Uint8Array,
  decoder: NativeDecoder,
  compressor: Compressor,
  window: InputWindow,
  delivery: Delivery,
): Promise<Ending> {
  const heldBack = decoder.looksAhead ? 1 : 0;
  let filled = 0;
  let betweenStreams = false;

  const deliver = (keep: number): Promise<void> | undefined => {
    const ready = Math.max(0, filled - keep);
    const pause = delivery.put(output.subarray(0, ready));
    output.copyWithin(0, ready, filled);
    filled -= ready;
    return pause;
  };

  while (window.more()) {
    let outputFull = false;
    while (window.bytes.length > 0 || outputFull) {
      const step = decoder.step(window.bytes, output.subarray(filled));
      window.skip(step.consumed);
      filled += step.produced;
      betweenStreams = step.status === 'stream-end';
      outputFull = filled === output.length && !betweenStreams;

      if (step.status !== 'running' || outputFull || window.bytes.length === 0) {
        const pause = deliver(betweenStreams ? 0 : heldBack);
        if (delivery.enough) return 'enough';
        if (pause !== undefined) await pause;
      }
      if (step.status === 'fault') {
        throw corrupt(compressor, window.offset, step.reason ?? '', step.defect);
      }
      if (betweenStreams) delivery.streamEnd(window.offset);
      if (betweenStreams && !decoder.readsThrough) return 'stream-end';
    }
  }

  deliver(0);
  if (delivery.enough) return 'enough';
  if (betweenStreams) return 'stream-end';
  if (decoder.readsThrough) return 'input-end';
  throw truncated(compressor, window.offset);
}

export function outOfMemory(library: string): MachineError {
  return new MachineError({
    doing: 'decode with',
    subject: library,
    code: 'ENOMEM',
    reason: 'it got no memory',
    advice: 'free some memory or raise the limit (ulimit -v)',
  });
}

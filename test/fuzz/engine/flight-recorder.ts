/**
 * The input that a process is working on, in a file: what is left when it hangs or dies.
 *
 * Policy: written before every run, in one call, and never synced: only this host's processes read
 * it. The record is the numbers of execution and run (a run's input may be executed again), the
 * input's length and the input.
 */
import { closeSync, openSync, readFileSync, writevSync } from 'node:fs';

const HEADER_LENGTH = 20;

export interface FlightRecorder {
  record(place: FlightPlace, input: Uint8Array): void;
  close(): void;
}

export interface FlightPlace {
  readonly execution: number;
  readonly run: number;
}

export interface FlightRecord extends FlightPlace {
  readonly input: Uint8Array;
}

export function openFlightRecorder(path: string): FlightRecorder {
  const fd = openSync(path, 'w');
  const header = Buffer.alloc(HEADER_LENGTH);
  return {
    record({ execution, run }, input) {
      header.writeDoubleLE(execution, 0);
      header.writeDoubleLE(run, 8);
      header.writeUInt32LE(input.length, 16);
      writevSync(fd, [header, input], 0);
    },
    close: () => closeSync(fd),
  };
}

/** The last record; undefined before the first. */
export function readFlightRecord(path: string): FlightRecord | undefined {
  const bytes = readFileSync(path);
  if (bytes.length < HEADER_LENGTH) return undefined;
  const end = HEADER_LENGTH + bytes.readUInt32LE(16);
  return {
    execution: bytes.readDoubleLE(0),
    run: bytes.readDoubleLE(8),
    input: Uint8Array.from(bytes.subarray(HEADER_LENGTH, end)),
  };
}

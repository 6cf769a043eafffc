/**
 * Makes an input smaller that shows a fault, as long as it shows the same.
 *
 * Policy: greedy and bounded: blocks are left out, halves first, then what is left becomes zeros.
 */

/** @param shows whether an input still shows the fault. @param tries how often it may be asked. */
export async function minimise(
  input: Uint8Array,
  shows: (input: Uint8Array) => Promise<boolean>,
  tries: number,
): Promise<Uint8Array> {
  let smallest = input;
  let left = tries;
  const attempt = async (candidate: Uint8Array): Promise<boolean> => {
    if (left === 0) return false;
    left--;
    if (!(await shows(candidate))) return false;
    smallest = candidate;
    return true;
  };

  for (let size = halfOf(input.length); size > 0 && left > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.length && left > 0; ) {
      const shorter = without(smallest, at, at + size);
      if (!(await attempt(shorter))) at += size;
    }
  }
  for (let size = halfOf(smallest.length); size > 0 && left > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at < smallest.length && left > 0; at += size) {
      if (smallest.subarray(at, at + size).every((byte) => byte === 0)) continue;
      await attempt(Uint8Array.from(smallest).fill(0, at, at + size));
    }
  }
  return smallest;
}

function halfOf(length: number): number {
  return Math.ceil(length / 2);
}

function without(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const shorter = new Uint8Array(start + Math.max(0, bytes.length - end));
  shorter.set(bytes.subarray(0, start));
  shorter.set(bytes.subarray(end), start);
  return shorter;
}

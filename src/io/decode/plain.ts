/** Bytes that are not compressed: delivered as they come, from the input's own buffer. */

import type { Delivery } from './delivery.ts';
import type { InputWindow } from './input-window.ts';
import type { Outcome } from './outcome.ts';

export async function passThrough(window: InputWindow, delivery: Delivery): Promise<Outcome> {
  do {
    const { bytes } = window;
    const pause = delivery.put(bytes);
    if (delivery.enough) return { route: 'plain', ended: 'enough' };
    window.skip(bytes.length);
    if (pause !== undefined) await pause;
  } while (window.more());
  return { route: 'plain', ended: 'input-end' };
}

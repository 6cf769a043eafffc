/**
 * What a surprise is, to tell it from others: the kind of error and where it was thrown.
 *
 * Policy: the same place with another number in the message is the same fault.
 */

export interface Fault {
  readonly id: string;
  /** For people. */
  readonly text: string;
}

export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { id: String(error), text: `thrown: ${String(error)}` };
  const text = error.stack ?? error.message;
  const place = text.split('\n').find((line) => /^\s+at /.test(line)) ?? '';
  const message = error.message.replace(/[0-9a-f]{2,}|\d+|".*"/gs, '#');
  return { id: `${error.name}: ${message} ${place.trim()}`, text };
}

/**
 * What a producer pushes, as something to iterate.
 *
 * Policy: the producer rests while anything it has pushed waits to be taken, so memory holds what it
 * pushes between two rests. Whoever stops iterating stops it.
 */
import { type Breather, makeBreather } from '../../io/breathe.ts';

export interface PullControl<T> {
  push(item: T): void;
  /** Call it often, and wait for the promise it may return. */
  readonly breathe: Breather;
  /** Whether nobody wants more. */
  stopped(): boolean;
}

/** An error of `produce` is thrown once everything before it has been taken. */
export async function* pulled<T>(
  produce: (control: PullControl<T>) => Promise<void>,
): AsyncGenerator<T, void, undefined> {
  let waiting: T[] = [];
  let taken: T[] = [];
  let stopped = false;
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wakeConsumer = () => {};
  let wakeProducer = () => {};
  const rest = makeBreather();
  const breathe = () => {
    if (waiting.length + taken.length === 0 || stopped) return rest();
    wakeConsumer();
    return new Promise<void>((resolve) => {
      wakeProducer = resolve;
    });
  };
  const production = produce({
    push: (item) => {
      waiting.push(item);
    },
    breathe,
    stopped: () => stopped,
  })
    .catch((error: unknown) => {
      failure = { error };
    })
    .finally(() => {
      ended = true;
      wakeConsumer();
    });
  try {
    while (!ended || waiting.length > 0) {
      if (waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wakeConsumer = resolve;
        });
      }
      taken = waiting;
      waiting = [];
      yield* taken;
      taken = [];
      wakeProducer();
    }
    if (failure !== undefined) throw failure.error;
  } finally {
    stopped = true;
    wakeProducer();
    await production;
  }
}

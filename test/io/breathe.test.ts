import { expect, test } from 'vitest';
import { makeBreather } from '../../src/io/breathe.ts';

function work(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}

test('pauses only when the interval has passed, and then lets timers run', async () => {
  const breathe = makeBreather(20);
  let timers = 0;
  setTimeout(() => timers++, 1);
  expect(breathe()).toBeUndefined();
  work(25);
  expect(timers).toBe(0);
  const pause = breathe();
  expect(pause).toBeInstanceOf(Promise);
  await pause;
  // The first pause may have begun after this round's timers: the second cannot.
  work(25);
  await breathe();
  expect(timers).toBe(1);
  expect(breathe()).toBeUndefined();
});

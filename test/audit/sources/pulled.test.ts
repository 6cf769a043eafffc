import { expect, test } from 'vitest';
import { pulled } from '../../../src/audit/sources/pulled.ts';

test('gives what is pushed, in order, and never runs ahead by more than a batch', async () => {
  let pushed = 0;
  const numbers = pulled<number>(async ({ push, breathe }) => {
    for (let batch = 0; batch < 100; batch++) {
      for (let i = 0; i < 10; i++) push(pushed++);
      await breathe();
    }
  });
  let expected = 0;
  for await (const number of numbers) {
    expect(number).toBe(expected++);
    expect(pushed - expected).toBeLessThan(10);
  }
  expect(expected).toBe(1000);
});

test('throws what the producer throws, after what came before', async () => {
  const got: string[] = [];
  const reading = async () => {
    for await (const item of pulled<string>(async ({ push }) => {
      push('a');
      push('b');
      throw new Error('broken');
    })) {
      got.push(item);
    }
  };
  await expect(reading()).rejects.toThrow('broken');
  expect(got).toEqual(['a', 'b']);
});

test('stops the producer when nobody reads on', async () => {
  let ended = false;
  for await (const _ of pulled<number>(async ({ push, breathe, stopped }) => {
    while (!stopped()) {
      push(1);
      await breathe();
    }
    ended = true;
  })) {
    break;
  }
  expect(ended).toBe(true);
});

test('ends where nothing is pushed', async () => {
  for await (const _ of pulled(async () => {})) expect.unreachable();
});

import { expect, test } from 'vitest';
import { retrying } from '../../src/io/retry.ts';

function failure(code: string): Error {
  return Object.assign(new Error(code), { code, syscall: 'read' });
}

function failingFirst(...codes: string[]): () => string {
  return () => {
    const code = codes.shift();
    if (code !== undefined) throw failure(code);
    return 'done';
  };
}

test('an interrupted call is made again', () => {
  expect(retrying(failingFirst('EINTR', 'EINTR'))).toBe('done');
});

test('a descriptor that is not ready is waited for, longer each time, never longer than 10 ms', () => {
  const begin = performance.now();
  expect(retrying(failingFirst(...Array<string>(10).fill('EAGAIN')))).toBe('done');
  // 0.25 + 0.5 + 1 + 2 + 4 + 8 + 4 x 10 ms; a busy machine adds to each.
  expect(performance.now() - begin).toBeGreaterThan(50);
  expect(performance.now() - begin).toBeLessThan(1000);
});

test('everything else passes', () => {
  expect(() => retrying(failingFirst('EIO'))).toThrow('EIO');
  expect(() =>
    retrying(() => {
      throw new TypeError('ours');
    }),
  ).toThrow(TypeError);
});

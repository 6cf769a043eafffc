import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Two workers: the machines this runs on have two cores, and several tests measure memory.
    maxWorkers: 2,
  },
});

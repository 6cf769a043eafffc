import { defineConfig } from 'vitest/config';
import { auditPage } from './.dev/audit-page.ts';

export default defineConfig({
  // As .dev/build.mjs has it.
  define: { RPMCOW_AUDIT_PAGE: JSON.stringify(await auditPage()) },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    // Two workers: the machines this runs on have two cores, and several tests measure memory.
    maxWorkers: 2,
  },
});

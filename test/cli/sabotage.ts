/** What makes a program's threads fail: code that each runs before its own. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Environment } from './programs.ts';

/**
 * The environment for a program with little memory, every thread of which runs `code` first. The
 * code has `fs`, whose functions it may replace, and `isMainThread`.
 */
export function sabotage(directory: string, code: string): Environment {
  const path = join(directory, 'sabotage.mjs');
  writeFileSync(
    path,
    `import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    import { isMainThread } from 'node:worker_threads';
    ${code}
    syncBuiltinESMExports();`,
  );
  return { NODE_OPTIONS: `--import=${pathToFileURL(path).href} --max-old-space-size=64` };
}

/**
 * Patterns among path arguments, for those who call without a shell.
 *
 * Policy: what exists under its own name is no pattern; a pattern that nothing matches stays, so
 * that whoever opens it can say so.
 */
import { existsSync, globSync } from 'node:fs';

/** The paths, with the matches of each pattern in the order of their names. */
export function expandGlobs(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!/[*?[{]/.test(path) || existsSync(path)) return [path];
    const matches = globSync(path).sort();
    return matches.length > 0 ? matches : [path];
  });
}

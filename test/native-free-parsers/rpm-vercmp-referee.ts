/**
 * Asks the rpm of this machine to compare versions.
 * Policy: one rpm process for any number of pairs; versions must hold neither blanks nor quotes.
 */

import { spawnSync } from 'node:child_process';

export type VersionPair = readonly [a: string, b: string];

/** Whether there is an rpm with Lua; says so where there is none. */
export function hasRpmVercmp(): boolean {
  const found = rpmAnswers([['1', '2']]).join() === '1 -1 2';
  if (!found) console.warn('skipping the comparison with rpm.vercmp: no rpm with Lua here');
  return found;
}

/** "a order b" for each pair, by rpm's Lua function rpm.vercmp, which takes epochs and releases too. */
export function rpmAnswers(pairs: readonly VersionPair[]): string[] {
  const list = pairs.flat().join(' ');
  const loop = `for a, b in ("${list}"):gmatch("([^ ]+) ([^ ]+)") do`;
  const script = `${loop} print(a .. " " .. rpm.vercmp(a, b) .. " " .. b .. "\\n") end`;
  const { stdout } = spawnSync('rpm', ['--eval', `%{lua: ${script}}`], { encoding: 'utf8' });
  return (stdout ?? '').trim().split('\n');
}

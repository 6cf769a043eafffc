/**
 * The Node that a transcoder gets when dnf runs it.
 *
 * Policy: not the one that runs this, but the first in the PATH that services have: dnf runs from
 * timers as well as from terminals. A system elsewhere is not run.
 */
import { programOutput } from '../../io/program-output.ts';
import type { SystemTree } from '../../io/system-tree.ts';
import type { NodeFacts } from './host-facts.ts';

const PATH_OF_SERVICES = ['usr/local/sbin', 'usr/local/bin', 'usr/sbin', 'usr/bin'] as const;

export async function nodeFacts(system: SystemTree): Promise<NodeFacts> {
  const found = PATH_OF_SERVICES.map((directory) => `${directory}/node`).find((path) =>
    system.isProgram(path),
  );
  if (found === undefined) return { version: undefined, path: undefined };
  const path = `/${found}`;
  const output = system.root === '/' ? await programOutput([path, '--version']) : undefined;
  const version = output?.kind === 'ran' ? output.stdout.trim().replace(/^v/, '') : undefined;
  return { version, path };
}

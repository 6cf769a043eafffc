/**
 * Nothing of ours runs on a Node that is too old for it.
 *
 * Policy: whatever is loaded before this has been asked is written so that any Node can read it.
 */

/** The oldest major version; the bundler puts it in. */
declare const RPMCOW_OLDEST_NODE: number;

/** Ends the process with status 2 and one line where Node is too old. */
export function requireNode(program: string): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= RPMCOW_OLDEST_NODE) return;
  process.stderr.write(
    `${program} needs Node ${RPMCOW_OLDEST_NODE} or newer; this is Node ${node}\n`,
  );
  process.exit(2);
}

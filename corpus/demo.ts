/**
 * The main job, shown: a package that a signing service damaged, checked; a real one, transcoded,
 * proven and looked into. Prints a transcript.
 *
 * The package is built by the system's rpmbuild where there is one, else by the writer of this
 * directory. Everything happens in a temporary directory.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildPackages, missingTool } from './build/build-package.ts';
import { packageBytes } from './package-bytes.ts';

const PROGRAM = resolve(import.meta.dirname, '../dist/rpmcow.js');
const PACKAGE = 'hard-links.rpm';
const DAMAGED = 'tampered.rpm';

const directory = mkdtempSync(join(tmpdir(), 'rpmcow-demo-'));
try {
  writeFileSync(join(directory, DAMAGED), await packageBytes('signature-trailer-early'));
  say(`# ${DAMAGED} went through a signing service that moved the end of its signature region`);
  transcript(['check', DAMAGED], { lines: 13, status: 1 });
  const builder = await makePackage(join(directory, PACKAGE));
  say(`# ${PACKAGE} was built by ${builder}: duplicates, hard links, empty files`);
  transcript(['transcode', PACKAGE, '-o', 'hard-links.extents']);
  transcript(['verify', 'hard-links.extents', '--against', PACKAGE]);
  transcript(['inspect', 'hard-links.extents'], { lines: 12 });
  const before = statSync(join(directory, PACKAGE)).size;
  const after = statSync(join(directory, 'hard-links.extents')).size;
  say(
    `# ${before} bytes of package, ${after} bytes of extents file, every content on its own blocks`,
  );
} finally {
  rmSync(directory, { recursive: true, force: true });
}

async function makePackage(path: string): Promise<string> {
  if (missingTool() === undefined) {
    const built = await buildPackages(['built-hard-links'], directory);
    renameSync(built.get('built-hard-links')!, path);
    return 'rpmbuild';
  }
  writeFileSync(path, await packageBytes('hard-links'));
  return "the corpus's own writer (there is no rpmbuild here)";
}

/** Runs rpmcow in the directory, shows the command and at most `lines` lines of what it says. */
function transcript(
  args: readonly string[],
  { lines = Number.POSITIVE_INFINITY, status: expected = 0 } = {},
): void {
  say(`$ rpmcow ${args.join(' ')}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    cwd: directory,
    encoding: 'utf8',
  });
  const all = `${stdout}${stderr}`.trimEnd().split('\n');
  for (const line of all.slice(0, lines)) say(line);
  if (all.length > lines) say(`... ${all.length - lines} more lines`);
  if (status !== expected) {
    say(`rpmcow ended with status ${status}`);
    process.exitCode = 1;
  }
  say('');
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

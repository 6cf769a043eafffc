/**
 * The environment of measured commands. Policy: everything they leave lying about is left in the
 * workspace, which is removed.
 */

import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const PROJECT = resolve(import.meta.dirname, '..');

/**
 * The programs by the names users know them by, before all others on the PATH. Ours are copied, so
 * that a build in the meantime does not change what is measured.
 */
export function commandEnvironment(
  workspace: string,
  reference: string | undefined,
): NodeJS.ProcessEnv {
  const bin = join(workspace, 'bin');
  const temporary = join(workspace, 'tmp');
  mkdirSync(bin);
  mkdirSync(temporary);
  for (const part of ['dist', 'package.json']) {
    cpSync(join(PROJECT, part), join(workspace, part), { recursive: true });
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(workspace, 'node_modules'));
  symlinkSync(process.execPath, join(bin, 'node'));
  for (const program of ['rpmcow', 'rpmcow-rpm2extents']) {
    symlinkSync(join(workspace, `dist/${program}.js`), join(bin, program));
  }
  if (reference !== undefined) symlinkSync(resolve(reference), join(bin, 'rpm2extents'));
  const path = [bin, process.env['PATH'], '/usr/sbin', '/sbin'].filter(Boolean).join(delimiter);
  return {
    ...process.env,
    PATH: path,
    LC_ALL: 'C.UTF-8',
    TMPDIR: temporary,
    // What would change what the programs do.
    NODE_OPTIONS: undefined,
    LIBREPO_TRANSCODE_RPMS_DENYLIST: undefined,
    RPMCOW_DENY_NAMES: undefined,
  };
}

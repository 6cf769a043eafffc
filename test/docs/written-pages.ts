/** The hand-written pages that have commands in them, and what these find where they run. */
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { placeFile } from '../cli/corpus-files.ts';
import { environment, RPM2EXTENTS, RPMCOW, scratch } from '../cli/programs.ts';
import { AUDITOR_PACKAGES, HOST_PACKAGES } from './guide-packages.ts';

export const ROOT = resolve(import.meta.dirname, '../..');

export function readPage(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** By page: the files that are in the directory at the start. */
export const PAGES = {
  'docs/guides/packager.md': {},
  'docs/guides/auditor.md': AUDITOR_PACKAGES,
  'docs/guides/fleet.md': {},
  'docs/guides/host.md': HOST_PACKAGES,
  'docs/guides/dnf.md': AUDITOR_PACKAGES,
  'docs/guides/sandbox.md': HOST_PACKAGES,
  'docs/reference/exit-statuses.md': AUDITOR_PACKAGES,
  'docs/reference/formats.md': AUDITOR_PACKAGES,
  'docs/reference/outcomes.md': AUDITOR_PACKAGES,
} as const;

export type Page = keyof typeof PAGES;

/** Puts the files of a page into a directory. */
export async function placeFilesOf(page: Page, directory: string): Promise<void> {
  for (const [name, bytes] of Object.entries(PAGES[page])) {
    placeFile(directory, name, await bytes());
  }
}

/** The environment of somebody who has installed rpmcow. */
export function installedEnvironment(): NodeJS.ProcessEnv {
  const bin = join(scratch(), 'bin');
  mkdirSync(bin);
  symlinkSync(RPMCOW, join(bin, 'rpmcow'));
  symlinkSync(RPM2EXTENTS, join(bin, 'rpmcow-rpm2extents'));
  const { PATH } = environment();
  return environment({ PATH: `${bin}${delimiter}${PATH}` });
}

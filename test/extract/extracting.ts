/** Packages and extents files for extract, and places to put them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { FileDescription, PackageDescription } from '../../corpus/writer/description.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { type Extraction, type ExtractOptions, extract } from '../../src/extract/extract.ts';
import { atomicFile } from '../../src/io/atomic-file.ts';
import { makeBreather } from '../../src/io/breathe.ts';
import { noCopies } from '../../src/io/file-copier.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { transcode } from '../../src/transcode/transcode.ts';

/** A fresh directory, removed after the test. */
export function scratch(): string {
  const directory = mkdtempSync(join(tmpdir(), 'extract-test-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** An empty directory called `name`. */
export function emptyRoot(directory: string, name = 'root'): string {
  const root = join(directory, name);
  mkdirSync(root);
  return root;
}

export async function extracted(
  path: string,
  root: string,
  options: Partial<ExtractOptions> = {},
): Promise<Extraction> {
  return await extract(path, {
    root,
    reflink: 'auto',
    verify: true,
    nativeFree: false,
    counts: noCopies(),
    breathe: makeBreather(),
    ...options,
  });
}

/** Writes a package of these files. */
export async function packageIn(
  directory: string,
  files: readonly FileDescription[],
  description: Partial<PackageDescription> = {},
): Promise<string> {
  const path = join(directory, 'sample.rpm');
  writeFileSync(path, await writePackage({ name: 'sample', files, ...description }));
  return path;
}

/** Its extents file beside it; throws where the package is passed through. */
export async function extentsOf(path: string, into = `${path}.extents`): Promise<string> {
  const input = openPackageFile(path, ['SHA256']);
  try {
    const { outcome, because } = await transcode(input, atomicFile(into, { fsync: false }), {
      blockSize: 4096,
      nokey: 'record',
      nativeFree: false,
      refuseForeign: true,
    });
    if (outcome === 'pass-through') throw new Error(because.map((r) => r.message).join('; '));
    return into;
  } finally {
    input.close();
  }
}

export function file(path: string, content: Uint8Array | string, more = {}): FileDescription {
  return { path, type: 'regular', content, ...more };
}

const LINKED = 'linked\n'.repeat(3000);

/** One of everything that is made, contents of all sizes around a block. */
export const FILES: readonly FileDescription[] = [
  { path: '/opt', type: 'directory', mtime: 1_500_000_000 },
  { path: '/opt/sample', type: 'directory', mode: 0o750, mtime: 1_400_000_000 },
  ...[0, 1, 4095, 4096, 4097, 100_000].map((size) =>
    file(`/opt/sample/${size}`, Buffer.alloc(size, `${size} copy on write\n`), {
      mtime: 1e9 + size,
    }),
  ),
  file('/opt/sample/copy', Buffer.alloc(4097, '4097 copy on write\n')),
  file('/opt/sample/link-1', LINKED, { inode: 77, mode: 0o600 }),
  file('/opt/sample/link-2', LINKED, { inode: 77, mode: 0o600 }),
  file('/opt/sample/link-3', LINKED, { inode: 77, mode: 0o640 }),
  { path: '/opt/sample/fifo', type: 'fifo', mode: 0o622 },
  { path: '/opt/sample/ghost', type: 'ghost' },
  file('/opt/sample/suid', 'suid\n', { mode: 0o4755 }),
  { path: '/opt/sample/symlink', type: 'symlink', target: '../../../etc/passwd' },
  file('/var/lib/unowned/file', 'in a directory of nobody\n'),
];

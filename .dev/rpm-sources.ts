/**
 * Writes what integrations/rpm/rpmcow.spec builds from: `node .dev/rpm-sources.ts DIRECTORY`. Needs the
 * built programs.
 *
 * Policy: an archive of what npm would publish; one of the npm packages that it runs with, as they are
 * installed here, with what is prebuilt for this kind of machine and for no other; and their names.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const { name, version } = manifest(ROOT);

const [folder, ...others] = process.argv.slice(2);
if (folder === undefined || others.length > 0) {
  throw new Error('usage: node .dev/rpm-sources.ts DIRECTORY');
}
const target = resolve(folder);
mkdirSync(target, { recursive: true });
const modules = productionModules();

run(process.execPath, join(ROOT, '.dev/docs/write-man.ts'));
run('npm', 'pack', '--silent', '--ignore-scripts', '--pack-destination', target);
run(
  'tar',
  ...['--create', '--gzip', '--file', join(target, `${name}-${version}-node_modules.tar.gz`)],
  ...['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'],
  ...topmost(modules).map((path) => relative(ROOT, path)),
);
writeFileSync(
  join(target, `${name}-${version}-bundled.inc`),
  modules
    .map(manifest)
    .map((module) => `Provides: bundled(npm(${module.name})) = ${module.version}\n`)
    .sort()
    .join(''),
);

/** Folders of npm packages, those in others among them. */
function productionModules(): string[] {
  const list = run('npm', 'ls', '--omit=dev', '--all', '--parseable');
  return list.trim().split('\n').slice(1);
}

function topmost(paths: readonly string[]): string[] {
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}/`)));
}

function manifest(folder: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}

/** What it prints. */
function run(command: string, ...args: readonly string[]): string {
  return execFileSync(command, args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

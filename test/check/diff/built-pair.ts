/**
 * Two versions of a package, built by rpmbuild, nine tenths of their contents the same.
 *
 * Policy: made in a directory of the test's; the contents are generated from seeds.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, linkSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { seededContent } from '../../../corpus/content.ts';

/** Files with a content of their own. */
export const FILES = 200;
/** Of these, the ones that are another in the second version. */
export const CHANGED = 20;

const SPEC = `
Name: pair
Version: %{v}
Release: 1
Summary: One of two versions
License: MIT
BuildArch: noarch
Requires: pair-data >= %{v}
Provides: pair-always
%description
Made for a comparison.
%install
cp -a %{tree}/. %{buildroot}/
%files
/opt/pair
`;

/** Paths of version 1.0 and 1.1. Throws with what rpmbuild says. */
export function buildPair(directory: string): readonly [old: string, current: string] {
  return [build(directory, '1.0'), build(directory, '1.1')];
}

function build(directory: string, version: string): string {
  const top = join(directory, version);
  const tree = join(top, 'tree');
  plant(join(tree, 'opt/pair'), version);
  const spec = join(top, 'pair.spec');
  writeFileSync(spec, SPEC);
  const macros = {
    _topdir: top,
    _rpmdir: directory,
    _rpmfilename: `pair-${version}.rpm`,
    _build_id_links: 'none',
    debug_package: '%{nil}',
    __os_install_post: '%{nil}',
    v: version,
    tree,
  };
  const defines = Object.entries(macros).flatMap(([name, value]) => [
    '--define',
    `${name} ${value}`,
  ]);
  const { status, stderr } = spawnSync('rpmbuild', ['-bb', ...defines, spec], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return join(directory, `pair-${version}.rpm`);
}

/** Files, and what makes sharing less simple: links, duplicates, moved and empty files. */
function plant(root: string, version: string): void {
  mkdirSync(root, { recursive: true });
  const isNew = version !== '1.0';
  for (let i = 0; i < FILES; i++) {
    const seed = `${i}${i % (FILES / CHANGED) === 0 ? version : ''}`;
    const size = 1 + ((i * 977) % 20_000);
    const mode = i === 1 && isNew ? 0o755 : 0o644;
    writeFileSync(join(root, `f${i}`), seededContent(seed, 'mixed', size), { mode });
  }
  cpSync(join(root, 'f1'), join(root, 'duplicate-of-1'));
  cpSync(join(root, 'f10'), join(root, 'duplicate-of-10'));
  linkSync(join(root, 'f2'), join(root, 'hard-link-of-2'));
  writeFileSync(join(root, 'empty'), '');
  writeFileSync(
    join(root, isNew ? 'moved-to' : 'moved-from'),
    seededContent('moved', 'text', 9000),
  );
  writeFileSync(join(root, isNew ? 'added' : 'removed'), seededContent(version, 'text', 500));
  symlinkSync(isNew ? 'f2' : 'f1', join(root, 'link'));
}

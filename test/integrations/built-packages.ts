/**
 * The package of a packager: with a deviation, without it, and what a broken download leaves.
 *
 * Policy: built by the system's rpmbuild from one spec file, which differs in one line.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, scratch } from '../cli/programs.ts';

/** `unreadable`: the one with the deviation, and beside it a file that is no package. */
export type Stage = 'planted' | 'fixed' | 'unreadable';

/** What rpmcow says of the deviation, and of which file. */
export const RULE = 'file-fifo';
export const PACKAGE = 'RPMS/noarch/hello-1-1.noarch.rpm';
export const PAGE = 'RPMS/noarch/page.rpm';

function spec(stage: Stage): string {
  return `Name: hello
Version: 1
Release: 1
Summary: A package that a pipeline has just built
License: MIT
BuildArch: noarch
%description
%{summary}.
%install
mkdir -p %{buildroot}/opt/hello
echo hello > %{buildroot}/opt/hello/greeting
${stage === 'fixed' ? '' : 'mkfifo %{buildroot}/opt/hello/queue'}
%files
/opt/hello
`;
}

/** A clean directory that rpmbuild has worked in: hello.spec, RPMS, SRPMS. */
export async function buildDirectory(stage: Stage): Promise<string> {
  const directory = scratch();
  writeFileSync(join(directory, 'hello.spec'), spec(stage));
  mkdirSync(join(directory, 'tmp'));
  const macros = {
    _topdir: directory,
    _tmppath: join(directory, 'tmp'),
    __os_install_post: '%{nil}',
  };
  const { status, stderr } = await run(
    [
      'rpmbuild',
      ...Object.entries(macros).flatMap(([name, value]) => ['-D', `${name} ${value}`]),
      '-ba',
      'hello.spec',
    ],
    { cwd: directory },
  );
  if (status !== 0) throw new Error(`rpmbuild ended with ${status}:\n${stderr}`);
  if (stage === 'unreadable') writeFileSync(join(directory, PAGE), '<!DOCTYPE html>');
  return directory;
}

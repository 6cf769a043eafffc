/**
 * What stands for $basearch and the like in the configuration of repositories.
 * Source: dnf.conf(5), section Variables; libdnf conf/ConfigParser.cpp substitute.
 */
import { arch } from 'node:os';
import type { SystemTree } from '../../io/system-tree.ts';

/** As rpm calls the architectures that Node runs on. */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  x64: 'x86_64',
  arm64: 'aarch64',
  ppc64: 'ppc64le',
  s390x: 's390x',
  riscv64: 'riscv64',
};

export function repositoryVariables(system: SystemTree): ReadonlyMap<string, string> {
  const variables = new Map<string, string>();
  const architecture = ARCHITECTURES[arch()];
  if (architecture !== undefined) {
    variables.set('basearch', architecture).set('arch', architecture);
  }
  const release = /^VERSION_ID="?([^"\n]*)/m.exec(system.text('etc/os-release') ?? '')?.[1];
  if (release !== undefined) variables.set('releasever', release);
  for (const directory of ['etc/yum/vars', 'etc/dnf/vars']) {
    for (const name of system.names(directory)) {
      const text = system.text(`${directory}/${name}`);
      if (text !== undefined) variables.set(name, text.trim());
    }
  }
  return variables;
}

/** `$name` and `${name}`; what has no value stays as it is. */
export function substitute(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replaceAll(
    /\$(?:\{(\w+)\}|(\w+))/g,
    (whole, braced?: string, bare?: string) => variables.get(braced ?? bare ?? '') ?? whole,
  );
}

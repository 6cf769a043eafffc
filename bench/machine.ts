/**
 * What the numbers depend on: the machine, its kernel, the versions of all programs.
 * Policy: nothing that names the machine or its owner. What cannot be told is null.
 */

import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { runCommand } from './command.ts';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  /** Bytes. */
  readonly memory: number;
  readonly system: string | null;
  readonly kernel: string;
  readonly architecture: string;
  /** Bytes. */
  readonly pageSize: number | null;
  /** Mean number of runnable processes in the minute before the run. */
  readonly load: number;
  /** First line of `--version` by program; null for what is not installed. */
  readonly versions: Readonly<Record<string, string | null>>;
}

const PROGRAMS: Readonly<Record<string, readonly string[]>> = {
  rpmcow: ['rpmcow', '--version'],
  node: ['node', '--version'],
  rpm: ['rpm', '--version'],
  cpio: ['cpio', '--version'],
  tar: ['tar', '--version'],
  bsdtar: ['bsdtar', '--version'],
  createrepo_c: ['createrepo_c', '--version'],
  coreutils: ['cp', '--version'],
  time: ['time', '--version'],
  'btrfs-progs': ['btrfs', '--version'],
  xfsprogs: ['mkfs.xfs', '-V'],
};

/** `env` has the PATH on which the programs are. */
export async function describeMachine(env: NodeJS.ProcessEnv): Promise<Machine> {
  const firstLine = async (command: readonly string[]) => {
    try {
      return (await runCommand(command, { env })).trim().split('\n')[0] || null;
    } catch {
      return null;
    }
  };
  const versions: Record<string, string | null> = {};
  for (const [name, command] of Object.entries(PROGRAMS)) versions[name] = await firstLine(command);
  return {
    processor: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memory: totalmem(),
    system: systemName(),
    kernel: release(),
    architecture: process.arch,
    pageSize: Number(await firstLine(['getconf', 'PAGESIZE'])) || null,
    load: loadavg()[0] ?? 0,
    versions,
  };
}

/** Whether others use so much of the machine that the numbers mean little. */
export function isBusy({ load, cores }: Machine): boolean {
  return load > cores / 4;
}

function systemName(): string | null {
  try {
    const text = readFileSync('/etc/os-release', 'utf8');
    return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? null;
  } catch {
    return null;
  }
}

/** Packages that several programs read, and what they make of one that we do not. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import type { RpmPackage } from '../../../src/package/rpm-package.ts';
import { describeBytes } from '../../package/crafted.ts';
import { readLabels } from '../../support/labels.ts';

export interface Subject {
  readonly id: string;
  readonly path: string;
  readonly pkg: RpmPackage;
}

/** One thing that one reader sees otherwise. */
export interface Difference {
  readonly id: string;
  /** What is compared: `nevra`, `file`, `content`, `verdict`. */
  readonly what: string;
  /** The path of a file, or the name of a value. */
  readonly where: string;
  readonly ours: string;
  readonly theirs: string;
}

/** Every n-th real package that stock rpm installs. */
export function subjects(every: number): Subject[] {
  return readLabels('corpus')
    .filter(({ kind, verdict }) => verdict === 'SAME' && (kind === 'binary' || kind === 'source'))
    .filter(({ path }, index) => index % every === 0 && existsSync(path))
    .map(({ id, path }) => ({ id, path, pkg: describeBytes(readFileSync(path)) }));
}

/** Where two readings differ, value by value. */
export function compare(
  { id }: Pick<Subject, 'id'>,
  what: string,
  ours: ReadonlyMap<string, string>,
  theirs: ReadonlyMap<string, string>,
): Difference[] {
  const places = new Set([...ours.keys(), ...theirs.keys()]);
  return [...places].flatMap((where) => {
    const [a = 'nothing', b = 'nothing'] = [ours.get(where), theirs.get(where)];
    return a === b ? [] : [{ id, what, where, ours: a, theirs: b }];
  });
}

/** Why a program cannot be asked, or undefined. */
export function missing(...programs: readonly string[]): string | undefined {
  const absent = programs.find((program) => {
    const { error } = spawnSync(program, ['--version']);
    return error !== undefined;
  });
  return absent === undefined ? undefined : `${absent} is not here`;
}

const MOST_OUTPUT = 256 * 1024 * 1024;

/** What a program prints. @throws Error where it fails and `mayFail` is not set. */
export function printed(
  command: readonly string[],
  options: { readonly cwd?: string; readonly mayFail?: boolean } = {},
): { readonly text: string; readonly status: number | null } {
  const { stdout, stderr, status } = spawnSync(command[0]!, command.slice(1), {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    maxBuffer: MOST_OUTPUT,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  });
  if (status !== 0 && !options.mayFail) throw new Error(`${command.join(' ')}: ${stderr}`);
  return { text: stdout.toString('latin1'), status };
}

/** Bytes as Latin-1, as our paths are. */
export function unescaped(xml: string): string {
  const named: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    amp: '&',
    quot: '"',
    apos: "'",
  };
  return xml.replace(/&(#x?[0-9a-fA-F]+|\w+);/g, (_, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? '';
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return String.fromCharCode(code);
  });
}

/**
 * Transcripts in Markdown: what their blocks say, and doing it.
 *
 * The notation, which docs/index.md tells readers: a block `console` has commands behind `$`, their
 * further lines behind `>`, and what they print; a line `...` stands for any lines, `…` within a
 * line for any text. A block whose info string names a file, as in `toml rpmcow.toml`, is that file,
 * written where it stands. A block `sh` needs what no test has, and is not run.
 */
import { spawnSync } from 'node:child_process';

export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly content: string }
  | { readonly kind: 'command'; readonly command: string; readonly output: readonly string[] };

export interface Block {
  readonly language: string;
  /** The file that it shows, if it does. */
  readonly file: string | undefined;
  readonly lines: readonly string[];
}

/** All fenced blocks, in their order. */
export function blocksOf(markdown: string): Block[] {
  const fenced = /^```(\S*)(?: (\S+))?\n([\s\S]*?)^```$/gm;
  return [...markdown.matchAll(fenced)].map(([, language = '', file, text = '']) => ({
    language,
    file,
    lines: text.split('\n').slice(0, -1),
  }));
}

/** @throws Error for a console block that does not begin with a command. */
export function stepsOf(markdown: string): Step[] {
  return blocksOf(markdown).flatMap(({ language, file, lines }): Step[] => {
    if (language === 'console') return commandsOf(lines);
    if (file === undefined) return [];
    return [{ kind: 'file', path: file, content: `${lines.join('\n')}\n` }];
  });
}

function commandsOf(lines: readonly string[]): Step[] {
  const steps: { kind: 'command'; command: string; output: string[] }[] = [];
  for (const line of lines) {
    const last = steps.at(-1);
    if (line.startsWith('$ ')) steps.push({ kind: 'command', command: line.slice(2), output: [] });
    else if (last === undefined) throw new Error(`a command expected; found ${line}`);
    else if (line.startsWith('> ')) last.command += `\n${line.slice(2)}`;
    else last.output.push(line);
  }
  return steps;
}

/** What one command printed, on both streams; without an empty line at its end. */
export interface Printed {
  readonly command: string;
  readonly expected: readonly string[];
  readonly actual: readonly string[];
}

/** Marks the end of a command's output. */
const END = '\u0001end of command\u0001';
const END_OF_FILE = 'END-OF-FILE-OF-THE-GUIDE';

/** Does every step in the directory, all in one shell, so that `$?` and `cd` work. */
export function runSteps(
  steps: readonly Step[],
  directory: string,
  env: NodeJS.ProcessEnv,
): Printed[] {
  const commands = steps.filter((step) => step.kind === 'command');
  const script = steps.map((step) =>
    step.kind === 'file'
      ? `cat > ${step.path} <<'${END_OF_FILE}'\n${step.content}${END_OF_FILE}`
      : `${step.command}\nset -- $?; printf '\\n${END}\\n'; status $1`,
  );
  const { stdout } = spawnSync(
    'bash',
    ['-c', ['exec 2>&1', 'status() { return "$1"; }', ...script].join('\n')],
    { cwd: directory, encoding: 'utf8', env, maxBuffer: Number.POSITIVE_INFINITY },
  );
  const outputs = stdout.split(`${END}\n`);
  return commands.map(({ command, output }, i) => ({
    command,
    expected: withoutEmptyEnd(output),
    actual: withoutEmptyEnd((outputs[i] ?? '').split('\n')),
  }));
}

/** Whether it is what was expected, as far as that says. */
export function isAsExpected({ expected, actual }: Printed): boolean {
  const pattern = expected.map((line) =>
    line === '...' ? '(?:.*\\n)*?' : `${line.split('…').map(escaped).join('.*')}\\n`,
  );
  const text = actual.map((line) => `${line}\n`).join('');
  return new RegExp(`^${pattern.join('')}$`).test(text);
}

function withoutEmptyEnd(lines: readonly string[]): string[] {
  const end = lines.findLastIndex((line) => line !== '');
  return lines.slice(0, end + 1);
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

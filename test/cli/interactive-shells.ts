/**
 * Real shells that are typed into: what does each complete?
 *
 * Policy: bash and zsh run on a terminal of their own (Python's pty), because they complete nowhere
 * else, and a key that inserts all completions is pressed; fish can be asked. The scripts are where
 * packages put them, or where each shell reads its settings. No settings of the user are read.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ended, environment, RPMCOW, run, scratch, start } from './programs.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const INSERT_ALL = '\x1b*';
const NEXT_LINE = '\x14';
const PROMPT = 'ready> ';
const RUN_ON_TERMINAL = 'import pty, sys; pty.spawn(sys.argv[1:])';

/**
 * For each line, what the shell completes its last word to; undefined where it is not installed.
 * @param directory where the shell is.
 */
export async function completions(
  shell: Shell,
  lines: readonly string[],
  directory: string,
): Promise<string[][] | undefined> {
  if (!isInstalled(shell) || !isInstalled('python3')) {
    console.warn(`skipped: ${shell} or python3 is not installed`);
    return undefined;
  }
  const script = await run([RPMCOW, 'completion', shell]);
  if (script.status !== 0) throw new Error(script.stderr);
  if (shell === 'fish') return await askFish(script.stdout, lines, directory);
  const home = scratch();
  const log = join(home, 'lines');
  const command = SETTINGS[shell](home, script.stdout, log);
  await typed(command, directory, lines);
  return readFileSync(log, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line, i) => {
      const before = lines[i]!.slice(0, lines[i]!.lastIndexOf(' ') + 1);
      if (!line.startsWith(before)) throw new Error(`${shell} made "${line}" of "${lines[i]}"`);
      return line.slice(before.length).match(/(?:\\.|[^ ])+/g) ?? [];
    });
}

/** Writes what the shell reads at its start. Returns the command. */
const SETTINGS = {
  bash: (home: string, script: Buffer, log: string) => {
    writeFileSync(join(home, 'completion'), script);
    writeFileSync(
      join(home, 'settings'),
      `PS1='${PROMPT}'
. ${home}/completion
log_line() { printf '%s\\n' "$READLINE_LINE" >> ${log}; READLINE_LINE= READLINE_POINT=0; }
bind 'set bell-style none' 'set enable-bracketed-paste off'
bind -x '"\\C-t": log_line'
`,
    );
    return ['bash', '--noprofile', '--rcfile', join(home, 'settings'), '-i'];
  },
  zsh: (home: string, script: Buffer, log: string) => {
    mkdirSync(join(home, 'functions'));
    writeFileSync(join(home, 'functions/_rpmcow'), script);
    writeFileSync(
      join(home, '.zshrc'),
      `PROMPT='${PROMPT}'
fpath=(${home}/functions $fpath)
autoload -U compinit; compinit -u -D
insert_all() { _main_complete; compstate[insert]=all; }
zle -C insert_all complete-word insert_all
bindkey '\\e*' insert_all
log_line() { print -r -- "$BUFFER" >> ${log}; BUFFER=; }
zle -N log_line
bindkey '^T' log_line
`,
    );
    return ['env', `ZDOTDIR=${home}`, 'zsh', '--no-globalrcs', '-i'];
  },
} as const;

async function typed(command: readonly string[], cwd: string, lines: readonly string[]) {
  const child = start(['python3', '-c', RUN_ON_TERMINAL, ...command], {
    cwd,
    env: environment({ TERM: 'xterm', COLUMNS: '200' }),
    stdio: 'pipe',
  });
  const end = ended(child);
  let shown = '';
  await new Promise<void>((resolve) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      shown += chunk;
      if (shown.includes(PROMPT)) resolve();
    });
    child.on('close', () => resolve());
  });
  // Nobody reads it where the shell did not start.
  child.stdin!.on('error', () => {});
  for (const line of lines) child.stdin!.write(`${line}${INSERT_ALL}${NEXT_LINE}`);
  child.stdin!.write('exit\n');
  const { status } = await end;
  if (status !== 0) throw new Error(`${command[0]} ended with ${status}:\n${shown}`);
}

async function askFish(script: Buffer, lines: readonly string[], cwd: string) {
  const home = scratch();
  writeFileSync(join(home, 'completion.fish'), script);
  const questions = lines.map((line) => `complete -C '${line}'; echo ---`).join('; ');
  const { status, stdout, stderr } = await run(
    ['fish', '--no-config', '-c', `source ${home}/completion.fish; ${questions}`],
    { cwd, env: { HOME: home } },
  );
  if (status !== 0 || stderr !== '') throw new Error(`fish ended with ${status}:\n${stderr}`);
  return stdout
    .toString()
    .split('---\n')
    .slice(0, -1)
    .map((answer) => [...answer.matchAll(/^([^\t\n]+)/gm)].map(([, word]) => word!));
}

function isInstalled(program: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)));
}

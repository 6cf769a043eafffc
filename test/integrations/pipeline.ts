/**
 * Runs a CI system's shell script where packages have just been built.
 *
 * Policy: the shell is the system's sh, and npx is the real one: it finds this checkout as the rpmcow
 * that is installed below the directory, and is kept off the network. Nothing of the npm that runs
 * the tests reaches it.
 */
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { RPMCOW, run } from '../cli/programs.ts';
import { buildDirectory, type Stage } from './built-packages.ts';

export const ROOT = resolve(import.meta.dirname, '../..');
export const INTEGRATIONS = join(ROOT, 'integrations');

const TIME_LIMIT_MS = 60_000;

export interface Pipeline {
  readonly directory: string;
  /** Runs a script as `sh -e`, which is how runners do it. */
  sh(script: string, env: Readonly<Record<string, string>>): Promise<PipelineResult>;
  /** The text of a file that the script wrote. */
  file(name: string): string;
}

export interface PipelineResult {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export async function pipeline(stage: Stage): Promise<Pipeline> {
  const directory = await buildDirectory(stage);
  mkdirSync(join(directory, 'node_modules/.bin'), { recursive: true });
  symlinkSync(ROOT, join(directory, 'node_modules/rpmcow'));
  symlinkSync(RPMCOW, join(directory, 'node_modules/.bin/rpmcow'));
  return {
    directory,
    async sh(script, env) {
      const result = await run(['sh', '-e', '-c', script], {
        cwd: directory,
        env: { ...npmEnvironment(directory), ...env },
        timeLimit: TIME_LIMIT_MS,
      });
      return { ...result, stdout: result.stdout.toString() };
    },
    file: (name) => readFileSync(join(directory, name), 'utf8'),
  };
}

/** Makes a program that prints a line, which the shell expands, and then is rpmcow. @returns its path */
export function installedProgram(directory: string, greeting: string): string {
  const path = join(directory, 'installed-rpmcow');
  writeFileSync(path, `#!/bin/sh\necho "${greeting}"\nexec '${RPMCOW}' "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

function npmEnvironment(directory: string): Record<string, string | undefined> {
  const inherited = Object.keys(process.env).filter((name) => /^npm_/i.test(name));
  return {
    ...Object.fromEntries(inherited.map((name) => [name, undefined])),
    npm_config_cache: join(directory, 'npm-cache'),
    npm_config_offline: 'true',
  };
}

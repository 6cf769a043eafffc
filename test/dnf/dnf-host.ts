/**
 * A host for dnf in a directory: an install root with its own cache, configuration and plugins.
 *
 * Policy: the system's dnf is run with nothing of the system's configuration; its plugins are the
 * one of rpmcow, the one that downloads, and the tests' own. rpmcow is what was built.
 */
import { type ChildProcess, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { placeFile } from '../cli/corpus-files.ts';
import { environment, RPMCOW, run, start } from '../cli/programs.ts';

const PROJECT = resolve(import.meta.dirname, '../..');
const DOWNLOAD_PLUGIN = '/usr/lib/python3/dist-packages/dnf-plugins/download.py';
const TIME_LIMIT_MS = 60_000;

export interface DnfResult {
  readonly status: number | null;
  readonly output: string;
}

export interface DnfHost {
  readonly directory: string;
  readonly root: string;
  /** Runs dnf with these arguments. */
  dnf(...args: readonly string[]): Promise<DnfResult>;
  /** The same without waiting for its end. */
  start(...args: readonly string[]): ChildProcess;
  /** Sets options of rpmcow.conf, besides the program. */
  configure(options: Readonly<Record<string, string>>): void;
  /** What is installed, as name-version. */
  installed(): string[];
  /** What the tests' own plugin saw. */
  record(): (readonly [when: string, variables: Readonly<Record<string, string>>])[];
}

export interface HostOptions {
  /** The address of its repository. */
  readonly repository: string;
  /** Whether librepo looks like one that runs a transcoder. Default false. */
  readonly transcodes?: boolean;
  /** Variables of dnf's environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Why there can be no such host here; undefined where there can. */
export function noDnf(): string | undefined {
  const { error } = spawnSync('dnf', ['--version']);
  if (error !== undefined) return `dnf does not start: ${error.message}`;
  if (process.getuid?.() !== 0) return 'only root can install';
  return existsSync(DOWNLOAD_PLUGIN) ? undefined : `there is no ${DOWNLOAD_PLUGIN}`;
}

export function dnfHost(directory: string, options: HostOptions): DnfHost {
  const at = (name: string) => join(directory, name);
  const root = at('root');
  placeFile(
    directory,
    'dnf.conf',
    `[main]
gpgcheck=0
keepcache=1
pluginpath=${at('plugins')}
pluginconfpath=${at('conf')}
reposdir=${at('repos')}
cachedir=/var/cache/dnf
install_weak_deps=0
`,
  );
  const repo = `[test]\nname=test\nbaseurl=${options.repository}\nenabled=1\n`;
  placeFile(at('repos'), 'test.repo', repo);
  for (const name of ['root', 'plugins', 'home']) mkdirSync(at(name));
  symlinkSync(join(PROJECT, 'src/dnf/rpmcow.py'), at('plugins/rpmcow.py'));
  symlinkSync(join(import.meta.dirname, 'recorder.py'), at('plugins/recorder.py'));
  symlinkSync(DOWNLOAD_PLUGIN, at('plugins/download.py'));

  const env = {
    HOME: at('home'),
    LANG: 'C.UTF-8',
    PYTHONDONTWRITEBYTECODE: '1',
    RECORD: at('record'),
    ...options.env,
    LD_LIBRARY_PATH: options.transcodes ? transcodingLibrepo(at('lib')) : undefined,
  };
  const command = [
    'dnf',
    '-y',
    '--config',
    at('dnf.conf'),
    '--installroot',
    root,
    '--releasever',
    '1',
  ];
  const host: DnfHost = {
    directory,
    root,
    async dnf(...args) {
      const request = { env, cwd: directory, timeLimit: TIME_LIMIT_MS };
      const { status, stdout, stderr } = await run([...command, ...args], request);
      return { status, output: `${stdout}${stderr}` };
    },
    start: (...args) =>
      start([...command, ...args], { env: environment(env), cwd: directory, stdio: 'ignore' }),
    configure(settings) {
      const lines = Object.entries({ rpmcow: RPMCOW, ...settings }).map(([k, v]) => `${k}=${v}\n`);
      placeFile(at('conf'), 'rpmcow.conf', `[main]\n${lines.join('')}`);
    },
    installed() {
      const query = ['--root', root, '-qa', '--qf', '%{NAME}-%{VERSION}\\n'];
      // Debian's rpm has its database below HOME.
      const { stdout } = spawnSync('rpm', query, { encoding: 'utf8', env: environment(env) });
      return stdout.split('\n').filter(Boolean).sort();
    },
    record() {
      if (!existsSync(at('record'))) return [];
      return readFileSync(at('record'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    },
  };
  host.configure({});
  return host;
}

/** A copy of the system's librepo that has the variable's name among its bytes, as patched ones do. */
function transcodingLibrepo(directory: string): string {
  const { stdout } = spawnSync('ldconfig', ['-p'], { encoding: 'utf8' });
  const [, path = ''] = /librepo\.so\.0 .*=> (\S+)/.exec(stdout) ?? [];
  const bytes = Buffer.concat([readFileSync(path), Buffer.from('LIBREPO_TRANSCODE_RPMS\0')]);
  placeFile(directory, 'librepo.so.0', bytes);
  return directory;
}

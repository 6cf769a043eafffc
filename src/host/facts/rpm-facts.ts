/**
 * What rpm can do on a host, by its files and its macros.
 *
 * Policy: macros are expanded by the host's rpm, of a system elsewhere with that system's macro
 * files; nothing of that system runs. What rpm knows of extents files is read off the names that
 * the dynamic linker needs and the messages that the plugin has.
 */
import { type ProgramOutput, programOutput } from '../../io/program-output.ts';
import type { SystemTree } from '../../io/system-tree.ts';
import { findInLibraries, libraryDirectories } from '../library-directories.ts';

export interface RpmFacts {
  /** Undefined where there is none, or it is in a system elsewhere and so cannot be asked. */
  readonly version: string | undefined;
  readonly isInstalled: boolean;
  readonly hasRpmkeys: boolean;
  /** Whether rpm's library has functions for extents files; undefined where it was not found. */
  readonly knowsExtentsFiles: boolean | undefined;
  /** %__plugindir; undefined where no rpm expands it. */
  readonly pluginDirectory: string | undefined;
  /** %__transaction_reflink; empty where it is not defined. */
  readonly pluginMacro: string | undefined;
  /** The reflink plugin, in the plugin directory or where else systems have it. */
  readonly plugin: ReflinkPlugin | undefined;
  /** %_dbpath. */
  readonly databasePath: string | undefined;
}

export interface ReflinkPlugin {
  readonly path: string;
  readonly isInPluginDirectory: boolean;
  readonly generation: FooterGeneration;
  /** Whether installing goes by the verdict that is stored in the extents file, where it says. */
  readonly heedsStoredVerdict: boolean;
}

/**
 * Which footer a plugin was written for. `first` (2021): 24 bytes, no stored verdict. `second`: 32
 * bytes. Both find the table 24 bytes before the end, so the first reads files of the second.
 */
export type FooterGeneration = 'first' | 'second' | 'unknown';

const SECOND = ['isTranscodedRpm', 'extentsFooterFromFD', 'reflink: unable to read trailer'];
const FIRST = 'reflink: unable to read magic';
const STORED_VERDICT = 'extentsVerifySigs';

export async function rpmFacts(system: SystemTree): Promise<RpmFacts> {
  const isInstalled = system.isProgram('usr/bin/rpm');
  const macros = await expand(system, [
    '%{__plugindir}',
    '%{?__transaction_reflink}',
    '%{_dbpath}',
  ]);
  const [pluginDirectory, pluginMacro, databasePath] = macros ?? [];
  return {
    version: isInstalled && system.root === '/' ? await versionOfRpm() : undefined,
    isInstalled,
    hasRpmkeys: system.isProgram('usr/bin/rpmkeys'),
    knowsExtentsFiles: knowsExtentsFiles(system),
    pluginDirectory,
    pluginMacro,
    plugin: reflinkPlugin(system, pluginDirectory),
    databasePath,
  };
}

/** Each on a line of its own. Undefined where there is no rpm to do it. */
async function expand(
  system: SystemTree,
  expressions: readonly string[],
): Promise<string[] | undefined> {
  const files = [
    'usr/lib/rpm/macros',
    'usr/lib/rpm/macros.d/macros.*',
    'usr/lib/rpm/platform/%{_target}/macros',
    'etc/rpm/macros.*',
    'etc/rpm/macros',
  ].map((path) => `${system.root}/${path}`);
  const elsewhere = system.root === '/' ? [] : ['--macros', files.join(':')];
  const evaluations = expressions.flatMap((expression) => ['--eval', expression]);
  const output = await programOutput(['rpm', ...elsewhere, ...evaluations]);
  return output.kind === 'ran' ? output.stdout.split('\n') : undefined;
}

async function versionOfRpm(): Promise<string | undefined> {
  const output: ProgramOutput = await programOutput(['rpm', '--version']);
  return output.kind === 'ran' ? /\d\S*/.exec(output.stdout)?.[0] : undefined;
}

function knowsExtentsFiles(system: SystemTree): boolean | undefined {
  const libraries = libraryDirectories(system).flatMap((directory) =>
    system
      .names(directory)
      .filter((name) => /^librpm(io)?\.so\.\d+$/.test(name))
      .map((name) => `${directory}/${name}`),
  );
  if (libraries.length === 0) return undefined;
  return libraries.some((path) => (system.wordsIn(path, SECOND)?.size ?? 0) > 0);
}

function reflinkPlugin(
  system: SystemTree,
  pluginDirectory: string | undefined,
): ReflinkPlugin | undefined {
  const loaded = pluginDirectory && `${pluginDirectory}/reflink.so`;
  const isInPluginDirectory = loaded !== undefined && system.locate(loaded) !== undefined;
  const elsewhere = findInLibraries(system, 'rpm-plugins/reflink.so');
  const path = isInPluginDirectory ? loaded : elsewhere && `/${elsewhere}`;
  if (path === undefined) return undefined;
  const words = system.wordsIn(path, [...SECOND, FIRST, STORED_VERDICT]) ?? new Set<string>();
  return {
    path,
    isInPluginDirectory,
    generation: generationOf(words),
    heedsStoredVerdict: words.has(STORED_VERDICT),
  };
}

function generationOf(words: ReadonlySet<string>): FooterGeneration {
  if (SECOND.some((word) => words.has(word))) return 'second';
  return words.has(FIRST) ? 'first' : 'unknown';
}

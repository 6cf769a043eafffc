/**
 * What dnf and librepo can do on a host, and how dnf is configured.
 *
 * Source: dnf.conf(5); dnf 4 dnf/plugin.py; libdnf5 plugin/plugins.cpp; librepo librepo/downloader.c.
 */
import { isBelow } from '../../io/mounts.ts';
import type { SystemTree } from '../../io/system-tree.ts';
import { booleanOf, parseIni, type Section } from '../ini.ts';
import { findInLibraries, libraryDirectories } from '../library-directories.ts';

export interface DnfFacts {
  readonly generation: 'dnf4' | 'dnf5' | 'none';
  /** The section main of dnf.conf; of dnf 5 with the files that may come before it. */
  readonly main: Section;
  /** As configured, or by default; below the install root. */
  readonly cacheDirectory: string;
  readonly librepo: LibrepoFacts;
  /** Plugins that switch transcoding on; not installed ones are left out. */
  readonly plugins: readonly DnfPlugin[];
}

/** Whether the library runs a transcoder. */
export type LibrepoFacts =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly path: string; readonly transcodes: boolean };

export interface DnfPlugin {
  readonly name: 'reflink' | 'rpmcow';
  readonly path: string;
  readonly configuration: string;
  readonly enabled: boolean;
}

const PLUGINS = ['reflink', 'rpmcow'] as const;

export function dnfFacts(system: SystemTree): DnfFacts {
  const generation = generationOf(system);
  const main = mainSection(system, generation);
  const configured = main.get(generation === 'dnf5' ? 'system_cachedir' : 'cachedir');
  const byDefault = generation === 'dnf5' ? '/var/cache/libdnf5' : '/var/cache/dnf';
  return {
    generation,
    main,
    cacheDirectory: configured === undefined || configured === '' ? byDefault : configured,
    librepo: librepoFacts(system),
    plugins: generation === 'dnf5' ? libdnf5Plugins(system) : dnf4Plugins(system, main),
  };
}

/** What `dnf` means, where both are installed. */
function generationOf(system: SystemTree): DnfFacts['generation'] {
  const dnf = system.locate('usr/bin/dnf');
  const dnf5 = system.locate('usr/bin/dnf5');
  if (dnf5 !== undefined && (dnf === undefined || dnf === dnf5)) return 'dnf5';
  return dnf === undefined && system.locate('usr/bin/dnf-3') === undefined ? 'none' : 'dnf4';
}

function mainSection(system: SystemTree, generation: DnfFacts['generation']): Section {
  const directories =
    generation === 'dnf5' ? ['usr/share/dnf5/libdnf.conf.d', 'etc/dnf/libdnf5.conf.d'] : [];
  const dropIns = directories.flatMap((directory) =>
    system
      .names(directory)
      .filter((name) => name.endsWith('.conf'))
      .map((name) => `${directory}/${name}`),
  );
  const texts = [...dropIns, 'etc/dnf/dnf.conf'].map((path) => system.text(path) ?? '');
  return parseIni(...texts).get('main') ?? new Map();
}

function librepoFacts(system: SystemTree): LibrepoFacts {
  const path = findInLibraries(system, 'librepo.so.0');
  if (path === undefined) return { kind: 'absent' };
  const variable = 'LIBREPO_TRANSCODE_RPMS';
  return { kind: 'present', path, transcodes: system.wordsIn(path, [variable])?.size === 1 };
}

/** dnf 4 loads what is in its folder of plugins; configuration can only switch it off. */
function dnf4Plugins(system: SystemTree, main: Section): DnfPlugin[] {
  const folders = libraryDirectories(system)
    .filter((directory) => isBelow(directory, 'usr'))
    .flatMap((directory) =>
      system
        .names(directory)
        .filter((name) => /^python3/.test(name))
        .flatMap((python) =>
          ['site-packages', 'dist-packages'].map((kind) => `${directory}/${python}/${kind}`),
        ),
    )
    .map((packages) => `${packages}/dnf-plugins`);
  const anyLoaded = booleanOf(main.get('plugins'), true);
  return PLUGINS.flatMap((name) => {
    const path = folders
      .map((folder) => `${folder}/${name}.py`)
      .find((candidate) => system.locate(candidate) !== undefined);
    if (path === undefined) return [];
    const configuration = `etc/dnf/plugins/${name}.conf`;
    const switchedOn = booleanOf(optionOf(system, configuration, 'enabled'), true);
    return [{ name, path, configuration, enabled: anyLoaded && switchedOn }];
  });
}

/** libdnf5 goes by the configuration of a plugin: without one it is not loaded. */
function libdnf5Plugins(system: SystemTree): DnfPlugin[] {
  return PLUGINS.flatMap((name) => {
    const path = findInLibraries(system, `libdnf5/plugins/${name}.so`);
    if (path === undefined) return [];
    const configuration = `etc/dnf/libdnf5-plugins/${name}.conf`;
    const enabled = booleanOf(optionOf(system, configuration, 'enabled'), false);
    return [{ name, path, configuration, enabled }];
  });
}

function optionOf(system: SystemTree, path: string, key: string): string | undefined {
  return parseIni(system.text(path) ?? '')
    .get('main')
    ?.get(key);
}

/** The programs that librepo may run on downloads, and what the environment says of them. */
import type { SystemTree } from '../../io/system-tree.ts';

export interface TranscoderFacts {
  /** LIBREPO_TRANSCODE_RPMS, taken apart at single blanks as librepo does; undefined: not set. */
  readonly setting: readonly string[] | undefined;
  /** Whether the setting's program is one. */
  readonly settingRuns: boolean;
  /** Those that plugins look for, in their order. */
  readonly installed: readonly Transcoder[];
}

export interface Transcoder {
  readonly path: string;
  /** rpmcow itself, or a launcher that names it. */
  readonly isRpmcow: boolean;
}

const PATHS = [
  '/usr/bin/rpmcow-rpm2extents',
  '/usr/local/bin/rpmcow-rpm2extents',
  '/usr/libexec/rpm/rpm2extents',
  '/usr/lib/rpm/rpm2extents',
  '/usr/bin/rpm2extents',
] as const;

export function transcoderFacts(
  system: SystemTree,
  environment: NodeJS.ProcessEnv,
): TranscoderFacts {
  const setting = environment['LIBREPO_TRANSCODE_RPMS']?.split(' ');
  const [program = ''] = setting ?? [];
  return {
    setting,
    settingRuns: program.startsWith('/') && system.isProgram(program),
    installed: PATHS.filter((path) => system.isProgram(path)).map((path) => ({
      path,
      isRpmcow: system.wordsIn(path, ['rpmcow'])?.size === 1,
    })),
  };
}

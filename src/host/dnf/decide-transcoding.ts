/**
 * Whether dnf is to have its downloads transcoded, and what it needs to know for that.
 *
 * Policy: only where it gains something: packages go to the cache, librepo runs a transcoder, the
 * cache's file system clones, which is tried and not guessed. Everything or nothing, since the
 * setting is one for the whole process: a checksum that librepo could not find again in the extents
 * file would fail that download. What the administrator has set stays.
 * Source: librepo downloader.c (maybe_transcode), checksum.c (lr_checksum_cow_fd).
 */
import { fitsVariable } from '../../audit/deny-list/deny-item.ts';
import { type CloneTrial, tryClone } from '../../io/clone-trial.ts';
import { isBelow, mountOf, mounts } from '../../io/mounts.ts';
import { systemPageSize } from '../../io/page-size.ts';
import { systemTree } from '../../io/system-tree.ts';
import { isDigestName } from '../digest-names.ts';
import { type DenialOf, denyItem } from './denials.ts';
import { librepoOf, TRANSCODER_VARIABLE } from './librepo.ts';
import type { HostNote, TransactionPackage } from './transaction-package.ts';

export interface TranscodingRequest {
  readonly packages: readonly TransactionPackage[];
  readonly denialOf: DenialOf;
  /** dnf's cachedir and install root. */
  readonly cache: string;
  readonly root: string;
  /** The process that downloads. */
  readonly pid: number;
  /** Its environment. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The path of the program that librepo is to start. */
  readonly transcoder: string;
}

export interface TranscodingDecision {
  /** Variables to set for the download; none where nothing is to be transcoded. */
  readonly environment: Readonly<Record<string, string>>;
  readonly notes: readonly HostNote[];
}

const DENY_VARIABLE = 'LIBREPO_TRANSCODE_RPMS_DENYLIST';
/** Where packages install most of what is large. */
const PLACES = ['/', '/usr', '/opt', '/var', '/etc', '/srv'];

export function decideTranscoding(request: TranscodingRequest): TranscodingDecision {
  const cache = systemTree('/').locate(request.cache) ?? request.cache;
  const packages = request.packages.filter(({ path }) => isBelow(path, request.cache));
  if (packages.length === 0) return { environment: {}, notes: [] };
  const denied = packages.filter((pkg) => request.denialOf(pkg) !== undefined);
  const before = request.environment[DENY_VARIABLE] ?? '';
  const denyList = [...(before === '' ? [] : [before]), ...denied.map(denyItem)].join(',');
  const algorithms = algorithmsOf(packages);
  const obstacle = findObstacle(request, cache, algorithms, denyList);
  if (obstacle !== undefined) {
    const text = `nothing is transcoded: ${obstacle.text}`;
    return { environment: {}, notes: [{ ...obstacle, text }] };
  }
  const names = algorithms.map((name) => name.toUpperCase());
  return {
    environment: {
      [TRANSCODER_VARIABLE]: [request.transcoder, ...names].join(' '),
      ...(denied.length === 0 ? {} : { [DENY_VARIABLE]: denyList }),
    },
    notes: [
      ...denied.map((pkg) => leftAlone(pkg, request.denialOf(pkg)!)),
      ...placesApart(cache, request.root).map(apart),
    ],
  };
}

/** As the metadata spells them. */
function algorithmsOf(packages: readonly TransactionPackage[]): readonly string[] {
  return [...new Set(packages.flatMap(({ checksum }) => checksum?.split(':', 1) ?? []))].sort();
}

function findObstacle(
  { environment, pid, transcoder }: TranscodingRequest,
  cache: string,
  algorithms: readonly string[],
  denyList: string,
): HostNote | undefined {
  const set = environment[TRANSCODER_VARIABLE];
  if (set !== undefined) {
    return info(`${TRANSCODER_VARIABLE} is set already, to "${set}", and stays as it is`);
  }
  const librepo = librepoOf(pid);
  if (librepo?.transcodes === false) return info(`${librepo.path} does not run a transcoder`);
  const unknown = algorithms.find((name) => !isDigestName(name));
  if (unknown !== undefined) {
    return warning(`a repository has ${unknown} checksums, which extents files cannot hold`);
  }
  if (algorithms.length === 0) return info('the repositories have no checksums');
  if (/\s/.test(transcoder)) {
    return warning(`librepo splits its setting at blanks, and "${transcoder}" has one`);
  }
  if (!systemTree('/').isProgram(transcoder)) {
    return warning(`there is no program ${transcoder}`);
  }
  if (!fitsVariable(denyList)) {
    return warning('the deny list is longer than Linux lets a variable be');
  }
  const trial = tryClone(cache, cache, systemPageSize());
  return trial.kind === 'cloned' ? undefined : warning(refusalText(cache, trial));
}

function refusalText(cache: string, trial: Exclude<CloneTrial, { kind: 'cloned' }>): string {
  return trial.kind === 'refused'
    ? `the file system of ${cache} does not share blocks between files (${trial.code})`
    : `no file can be made in ${cache} (${trial.code})`;
}

/** A directory for each mount of the install root that nothing can be cloned to. */
function placesApart(cache: string, root: string): string[] {
  const all = mounts();
  const tree = systemTree(root);
  const places = new Map([[mountOf(cache, all)?.mountPoint, '']]);
  for (const place of PLACES) {
    const path = tree.locate(place);
    const mountPoint = path && mountOf(path, all)?.mountPoint;
    if (path && mountPoint && !places.has(mountPoint)) places.set(mountPoint, path);
  }
  const others = [...places.values()].slice(1);
  return others.filter((path) => tryClone(cache, path, systemPageSize()).kind === 'refused');
}

function apart(place: string): HostNote {
  return warning(
    `${place} is on another file system than the cache: what is installed there is copied, not cloned`,
  );
}

function leftAlone({ nevra }: TransactionPackage, why: string): HostNote {
  return info(`${nevra} is left as it is: ${why}`);
}

function info(text: string): HostNote {
  return { level: 'info', text };
}

function warning(text: string): HostNote {
  return { level: 'warning', text };
}

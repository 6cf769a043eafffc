/**
 * What changed in the file list.
 *
 * Policy: a file is known by its path; where a package has a path more than once, by its turn. What
 * an install writes is compared, and what rpm does with the file; times are not, as every build has
 * its own.
 */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry, FileList } from '../../../native-free-parsers/files.ts';
import type { FileAttribute, FileChange, FileState, FilesDiff } from './diff-record.ts';

const ATTRIBUTES: readonly FileAttribute[] = [
  'mode',
  'user',
  'group',
  'size',
  'digest',
  'linkTo',
  'rdev',
  'capabilities',
  'flags',
];

export function compareFiles(old: FileList, current: FileList): FilesDiff {
  const digestsCompared = old.digestAlgorithm.number === current.digestAlgorithm.number;
  const before = filesByPath(old);
  const after = filesByPath(current);
  const changed: FileChange[] = [];
  const added: FileState[] = [];
  for (const [key, file] of after) {
    const was = before.get(key);
    if (was === undefined) added.push(stateOf(file));
    else if (ATTRIBUTES.some((attribute) => was[attribute] !== file[attribute])) {
      changed.push(...changeOf(stateOf(was), stateOf(file), digestsCompared));
    }
  }
  return {
    added,
    removed: [...before].filter(([key]) => !after.has(key)).map(([, file]) => stateOf(file)),
    changed,
    same: after.size - added.length - changed.length,
    digestsCompared,
  };
}

/** None where what differs is of no account. */
function changeOf(old: FileState, current: FileState, digestsCompared: boolean): FileChange[] {
  const changed = ATTRIBUTES.filter(
    (attribute) =>
      differs(old[attribute], current[attribute]) && (digestsCompared || attribute !== 'digest'),
  );
  return changed.length === 0 ? [] : [{ path: current.path, changed, old, new: current }];
}

/** What only one of them has goes with its type, which is in the mode. */
function differs(a: string | number | null, b: string | number | null): boolean {
  return a !== null && b !== null && a !== b;
}

function filesByPath({ files }: FileList): ReadonlyMap<string, FileEntry> {
  const byPath = new Map<string, FileEntry>();
  const turns = new Map<string, number>();
  for (const file of files) {
    const { path } = file;
    const turn = byPath.has(path) ? (turns.get(path) ?? 1) : 0;
    if (turn > 0) turns.set(path, turn + 1);
    // No path has a NUL.
    byPath.set(turn > 0 ? `${path}\0${turn}` : path, file);
  }
  return byPath;
}

function stateOf(file: FileEntry): FileState {
  const { type, mode, flags, ghost } = file;
  const hasContent = type === 'regular' && !ghost;
  const isDevice = type === 'block-device' || type === 'character-device';
  return {
    path: displayText(file.path),
    type,
    mode,
    user: displayText(file.user),
    group: displayText(file.group),
    size: hasContent && Number.isFinite(file.size) ? file.size : null,
    digest: hasContent ? (file.digest ?? null) : null,
    linkTo: type === 'symlink' ? displayText(file.linkTo) : null,
    rdev: isDevice ? file.rdev : null,
    capabilities: displayText(file.capabilities),
    flags,
  };
}

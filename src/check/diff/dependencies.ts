/**
 * What a package requires, provides and so on, and what of that changed.
 *
 * Policy: as rpm -q shows them: name and version, each once. What a dependency is for (a scriptlet,
 * who found it) is left to the header's tags.
 */
import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import type { Header } from '../../../native-free-parsers/header/header.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { getStrings, getUint32s } from '../../../native-free-parsers/header/values.ts';
import { COMPARISONS, comparisonSign } from '../../rules/metadata/sense-flags.ts';
import type { DependenciesDiff, Dependency, DependencyKind } from './diff-record.ts';

const KINDS: readonly (readonly [
  kind: DependencyKind,
  names: number,
  versions: number,
  flags: number,
])[] = [
  ['requires', TAG.REQUIRENAME, TAG.REQUIREVERSION, TAG.REQUIREFLAGS],
  ['provides', TAG.PROVIDENAME, TAG.PROVIDEVERSION, TAG.PROVIDEFLAGS],
  ['conflicts', TAG.CONFLICTNAME, TAG.CONFLICTVERSION, TAG.CONFLICTFLAGS],
  ['obsoletes', TAG.OBSOLETENAME, TAG.OBSOLETEVERSION, TAG.OBSOLETEFLAGS],
  ['recommends', TAG.RECOMMENDNAME, TAG.RECOMMENDVERSION, TAG.RECOMMENDFLAGS],
  ['suggests', TAG.SUGGESTNAME, TAG.SUGGESTVERSION, TAG.SUGGESTFLAGS],
  ['supplements', TAG.SUPPLEMENTNAME, TAG.SUPPLEMENTVERSION, TAG.SUPPLEMENTFLAGS],
  ['enhances', TAG.ENHANCENAME, TAG.ENHANCEVERSION, TAG.ENHANCEFLAGS],
  ['order', TAG.ORDERNAME, TAG.ORDERVERSION, TAG.ORDERFLAGS],
];

/** Tags that say the same as the dependencies do. */
export const DEPENDENCY_TAGS: ReadonlySet<number> = new Set(
  KINDS.flatMap(([, names, versions, flags]) => [names, versions, flags]),
);

export function compareDependencies(old: Header, current: Header): DependenciesDiff {
  const before = dependenciesOf(old);
  const after = dependenciesOf(current);
  const added = [...after].filter(([key]) => !before.has(key));
  const removed = [...before].filter(([key]) => !after.has(key));
  return {
    added: added.map(([, dependency]) => dependency),
    removed: removed.map(([, dependency]) => dependency),
    same: after.size - added.length,
  };
}

/** By kind and text, in the order of the header. */
function dependenciesOf(main: Header): ReadonlyMap<string, Dependency> {
  const all = KINDS.flatMap(([kind, nameTag, versionTag, flagsTag]) => {
    const versions = getStrings(main, versionTag) ?? [];
    const flags = getUint32s(main, flagsTag) ?? [];
    return (getStrings(main, nameTag) ?? []).map((name, i): Dependency => {
      return { kind, text: displayText(dependencyText(name, flags[i] ?? 0, versions[i] ?? '')) };
    });
  });
  return new Map(all.map((dependency) => [`${dependency.kind} ${dependency.text}`, dependency]));
}

function dependencyText(name: string, flags: number, version: string): string {
  const versioned = version !== '' && (flags & COMPARISONS) !== 0;
  return versioned ? `${name} ${comparisonSign(flags)} ${version}` : name;
}

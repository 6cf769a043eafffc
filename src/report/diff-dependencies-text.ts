/** Dependencies that were added and removed, for people. */
import type { DependenciesDiff, Dependency } from '../check/diff/diff-record.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import { changeLines, countsText, type DiffSection } from './diff-section.ts';

const TITLE = 'Dependencies';

export function dependenciesSection(
  dependencies: DependenciesDiff | null,
  { paint }: CheckTextStyle,
): DiffSection {
  if (dependencies === null) return { kind: 'not-compared', title: TITLE };
  const { added, removed, same } = dependencies;
  if (added.length + removed.length === 0) return { kind: 'same', title: TITLE };
  return {
    kind: 'different',
    title: TITLE,
    summary: countsText([
      [added.length, 'added'],
      [removed.length, 'removed'],
      [same, 'the same'],
    ]),
    lines: [
      ...changeLines('added', added, dependencyText, paint),
      ...changeLines('removed', removed, dependencyText, paint),
    ],
  };
}

function dependencyText({ kind, text }: Dependency): string {
  return `${kind} ${text}`;
}

/** What two packages share in a cache of extents files, for people. */
import type { NothingShared, SharedContents } from '../check/diff/diff-record.ts';
import type { CheckTextStyle } from './check-text-style.ts';
import type { DiffSection } from './diff-section.ts';
import { counted } from './inspected-values.ts';
import { wrapText } from './wrap-text.ts';

const TITLE = 'Shared contents';

const BECAUSE: Readonly<Record<NothingShared, string>> = {
  'old-not-transcoded': 'transcode makes no extents file of the old one',
  'new-not-transcoded': 'transcode makes no extents file of the new one',
  'weak-digests': 'contents with the same MD5 or SHA-1 digest may differ',
  'different-digests': 'their file digests are of two algorithms',
};

export function contentsSection(
  shared: SharedContents | null,
  { width }: CheckTextStyle,
): DiffSection {
  if (shared === null) return { kind: 'not-compared', title: TITLE };
  const { contents, bytes, stored, nothingBecause } = shared;
  const prose = (text: string) => wrapText(text, width, '  ');
  if (nothingBecause !== null) {
    const lines = prose(`Nothing can be cloned: ${BECAUSE[nothingBecause]}.`);
    return { kind: 'different', title: TITLE, summary: 'none', lines };
  }
  if (contents === 0) return { kind: 'different', title: TITLE, summary: 'none', lines: [] };
  return {
    kind: 'different',
    title: TITLE,
    summary:
      `${contents} of ${counted(stored.contents, 'content')}, ` +
      `${bytes} of ${counted(stored.bytes, 'byte')} ` +
      `(${Math.floor((100 * bytes) / stored.bytes)} %)`,
    lines: prose(
      'Where the old extents file is, "transcode --reuse" clones them instead of writing them.',
    ),
  };
}

/**
 * Where in a spec file the cause of a finding is to be looked for.
 *
 * Policy: a good guess and no more, as no part of a package says which line made it. The line that
 * the tag comes from, the file's line of %files, else the line with Name:, else the first.
 */
import { tagName } from '../../../native-free-parsers/header/tags.ts';
import type { CheckPlace } from '../../check/check-record.ts';

export interface SpecFile {
  readonly path: string;
  /** Without line ends. */
  readonly lines: readonly string[];
}

/** Counted from 1. */
export function specLine({ lines }: SpecFile, { section, tag, path }: CheckPlace): number {
  const found = [
    // The signature header numbers its tags apart, and no spec file sets them.
    tag === null || section !== 'main-header' ? -1 : lineOfTag(lines, tagName(tag)),
    path === null ? -1 : lineOfFile(lines, path),
    lineMatching(lines, field('Name')),
  ].find((line) => line >= 0);
  return (found ?? 0) + 1;
}

/** Tags, and what the line looks like that they come from; it gets what the brackets match. */
const ORIGINS: readonly (readonly [tag: RegExp, line: (word: string) => RegExp])[] = [
  [/^(NAME|EPOCH|VERSION|RELEASE|SUMMARY|LICENSE|GROUP|URL|VENDOR|PACKAGER|DISTRIBUTION)$/, field],
  [
    /^(REQUIRE|PROVIDE|CONFLICT|OBSOLETE|RECOMMEND|SUGGEST|SUPPLEMENT|ENHANCE)/,
    (word) => field(`${word}s`),
  ],
  [/^((?:EXCLUDE|EXCLUSIVE)(?:ARCH|OS))$/, field],
  [/^ARCH$/, () => field('BuildArch')],
  [/^(DESCRIPTION|CHANGELOG|VERIFYSCRIPT|(?:PRE|POST)(?:UN|TRANS))/, directive],
  [/^(PRE|POST)IN/, directive],
  [/^PAYLOAD(?:COMPRESSOR|FLAGS)$/, () => /_(?:binary|source)_payload\b/],
  [/^FILEDIGESTALGO$/, () => /_filedigest_algorithm\b/],
];

function lineOfTag(lines: readonly string[], name: string): number {
  for (const [tag, line] of ORIGINS) {
    const match = tag.exec(name);
    if (match !== null) return lineMatching(lines, line(match[1] ?? ''));
  }
  return -1;
}

/** The line of %files with that name, or %files itself: macros hide directories. */
function lineOfFile(lines: readonly string[], path: string): number {
  const files = lineMatching(lines, directive('files'));
  const name = path.slice(path.lastIndexOf('/') + 1);
  const line = lines.findIndex((each, i) => i > files && each.trimEnd().endsWith(`/${name}`));
  return files >= 0 && line >= 0 ? line : files;
}

/** `Name: hello`, `Requires(post): hello`. */
function field(word: string): RegExp {
  return new RegExp(`^\\s*${word}(?:\\([^)]*\\))?\\s*:`, 'i');
}

/** `%post`, `%description devel`. */
function directive(word: string): RegExp {
  return new RegExp(`^%${word}\\b`, 'i');
}

function lineMatching(lines: readonly string[], pattern: RegExp): number {
  return lines.findIndex((line) => pattern.test(line));
}

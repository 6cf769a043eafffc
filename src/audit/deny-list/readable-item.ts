/**
 * Which of the items that would do a person would have written.
 *
 * Policy: one that begins where the name begins and ends where the name, the version or the release
 * ends; never half a number where there is a way round. The names are those of leads, which mostly
 * are name-version-release. Among equals the shortest, then the first in the order of bytes.
 */
const SEPARATOR = /[-._+~^ ]/;
const DIGIT = /[0-9]/;

/** From best to worst. */
const START = { ofName: 0, ofWord: 1, withinWord: 2, withinNumber: 3 } as const;
const END = {
  ofName: 0,
  ofVersion: 1,
  ofRelease: 2,
  ofWord: 3,
  withinWord: 4,
  withinNumber: 5,
} as const;

/**
 * The best part of a name that is good enough; undefined where none is.
 * @param isGood asked of the best ones first, and only until one is.
 */
export function readableItem(name: string, isGood: (item: string) => boolean): string | undefined {
  const ends = Array.from({ length: name.length + 1 }, (_, end) => endRank(name, end));
  const parts: Part[] = [];
  for (let start = 0; start < name.length; start++) {
    const rank = 10 * startRank(name, start);
    for (let end = start + 1; end <= name.length; end++) {
      parts.push({ rank: rank + ends[end]!, text: name.slice(start, end) });
    }
  }
  return parts.sort(compareParts).find(({ text }) => isGood(text))?.text;
}

interface Part {
  readonly rank: number;
  readonly text: string;
}

function compareParts(a: Part, b: Part): number {
  return a.rank - b.rank || a.text.length - b.text.length || (a.text < b.text ? -1 : 1);
}

function startRank(name: string, start: number): number {
  if (start === 0) return START.ofName;
  if (cutsNumber(name, start)) return START.withinNumber;
  return SEPARATOR.test(name[start - 1]!) ? START.ofWord : START.withinWord;
}

function endRank(name: string, end: number): number {
  const release = name.lastIndexOf('-');
  if (end === name.length) return END.ofRelease;
  if (release > 0 && end === release) return END.ofVersion;
  if (release > 0 && end === name.lastIndexOf('-', release - 1)) return END.ofName;
  if (cutsNumber(name, end)) return END.withinNumber;
  return SEPARATOR.test(name[end]!) ? END.ofWord : END.withinWord;
}

function cutsNumber(name: string, at: number): boolean {
  return DIGIT.test(name[at - 1]!) && DIGIT.test(name[at] ?? '');
}

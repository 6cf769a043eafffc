/**
 * All parts of some texts, in classes: parts that end at the same places of the texts are one class.
 *
 * Policy: a suffix automaton over several texts, built a character at a time; at most twice as many
 * classes as characters. Class 0 is the empty part. Of a class, the parts are the longest one and
 * its shorter ends down to one character more than the longest of the class linked to, so what is
 * true of all longer parts from some length on is a single number a class.
 * Source: A. Blumer et al., The smallest automaton recognizing the subwords of a text, 1985.
 */
export interface SuffixAutomaton {
  /** By class: characters of its longest part. */
  readonly lengths: readonly number[];
  /** By class: the class of the longest end that is in another class; of class 0 none, which is -1. */
  readonly links: readonly number[];
  /** By class: the class that a further character, by its code, leads to. */
  readonly next: readonly ReadonlyMap<number, number>[];
}

export function suffixAutomaton(texts: Iterable<string>): SuffixAutomaton {
  const lengths = [0];
  const links = [-1];
  const next: Map<number, number>[] = [new Map()];

  const add = (length: number, transitions: Map<number, number>): number => {
    lengths.push(length);
    links.push(0);
    return next.push(transitions) - 1;
  };
  /** The class of `from` and a character: what that leads to, without its longer parts. */
  const settled = (from: number, code: number): number => {
    const target = next[from]!.get(code)!;
    if (lengths[target] === lengths[from]! + 1) return target;
    const split = add(lengths[from]! + 1, new Map(next[target]));
    links[split] = links[target]!;
    links[target] = split;
    for (let at = from; at >= 0 && next[at]!.get(code) === target; at = links[at]!) {
      next[at]!.set(code, split);
    }
    return split;
  };
  const extend = (last: number, code: number): number => {
    if (next[last]!.has(code)) return settled(last, code);
    const added = add(lengths[last]! + 1, new Map());
    let at = last;
    for (; at >= 0 && !next[at]!.has(code); at = links[at]!) next[at]!.set(code, added);
    if (at >= 0) links[added] = settled(at, code);
    return added;
  };

  for (const text of texts) {
    let last = 0;
    for (let i = 0; i < text.length; i++) last = extend(last, text.charCodeAt(i));
  }
  return { lengths, links, next };
}

/** The class of a part; undefined where no text has it. */
export function classOf({ next }: SuffixAutomaton, part: string): number | undefined {
  let at: number | undefined = 0;
  for (let i = 0; i < part.length && at !== undefined; i++) {
    at = next[at]!.get(part.charCodeAt(i));
  }
  return at;
}

/**
 * Tells for each place of another text the longest part that ends there: its class and its length.
 * Stops where `visit` says so, and is then true.
 */
export function somePart(
  { lengths, links, next }: SuffixAutomaton,
  text: string,
  visit: (part: number, length: number) => boolean,
): boolean {
  let at = 0;
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    while (at > 0 && !next[at]!.has(code)) {
      at = links[at]!;
      length = lengths[at]!;
    }
    const target = next[at]!.get(code);
    if (target === undefined) continue;
    at = target;
    length++;
    if (visit(at, length)) return true;
  }
  return false;
}

/** By class, characters of its longest part that one of these other texts has; 0 where none. */
export function lengthsFoundIn(
  automaton: SuffixAutomaton,
  texts: Iterable<string>,
): Int32Array<ArrayBuffer> {
  const { lengths, links } = automaton;
  const found = new Int32Array(lengths.length);
  for (const text of texts) {
    somePart(automaton, text, (part, length) => {
      if (length > found[part]!) found[part] = length;
      return false;
    });
  }
  // Where a part is found its ends are; longer parts first, so one round reaches all.
  const order = Int32Array.from(lengths.keys()).sort((a, b) => lengths[b]! - lengths[a]!);
  for (const part of order) {
    const link = links[part]!;
    if (link > 0 && found[part]! > 0) found[link] = lengths[link]!;
  }
  return found;
}

/**
 * Which code of the project has run, as V8 counts it.
 *
 * Policy: code is counted in characters of source that have run, function by function: V8 joins
 * and splits its ranges as their counts fall together, so ranges themselves tell nothing. Only
 * parsers and sources count, neither tests nor libraries. Reading the counters takes milliseconds,
 * so it is done for many runs at once.
 * Source: the Profiler domain of the inspector protocol, startPreciseCoverage.
 */
import { type Profiler, Session } from 'node:inspector';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const PROJECT = resolve(import.meta.dirname, '../../..');
const COUNTED = ['native-free-parsers', 'src'].map(
  (part) => pathToFileURL(`${PROJECT}/${part}/`).href,
);

/** What ran of one function: some of it ran for the first time. */
export interface ReachedFunction {
  readonly id: string;
  /** A byte for each character: 1 where it ran. */
  readonly characters: Uint8Array;
}

export interface Coverage {
  /** Functions of which something ran since the last call that is not known to have run before. */
  take(): readonly ReachedFunction[];
  /** What ran of these is known from now on. */
  keep(functions: readonly ReachedFunction[]): void;
  /** Characters of source that are known to have run. */
  readonly size: number;
  stop(): void;
}

/** Counts all of this process that is compiled from now on. */
export function startCoverage(): Coverage {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  const known = new Map<string, Uint8Array>();
  let size = 0;
  return {
    take: () =>
      counters(session)
        .filter(({ url }) => COUNTED.some((prefix) => url.startsWith(prefix)))
        .flatMap(({ scriptId, functions }) =>
          functions.map(({ ranges }) => reachedOf(scriptId, ranges)),
        )
        .filter((reached) => hasNews(reached, known.get(reached.id))),
    keep(functions) {
      for (const { id, characters } of functions) {
        const before = known.get(id) ?? new Uint8Array(characters.length);
        known.set(id, before);
        characters.forEach((ran, at) => {
          if (ran === 0 || before[at] === 1) return;
          before[at] = 1;
          size++;
        });
      }
    },
    get size() {
      return size;
    },
    stop() {
      session.post('Profiler.stopPreciseCoverage');
      session.disconnect();
    },
  };
}

/** The first range is the function, the others lie within those before them. */
function reachedOf(scriptId: string, ranges: readonly Profiler.CoverageRange[]): ReachedFunction {
  const { startOffset: start, endOffset: end } = ranges[0]!;
  const characters = new Uint8Array(end - start);
  for (const { startOffset, endOffset, count } of ranges) {
    characters.fill(count > 0 ? 1 : 0, startOffset - start, endOffset - start);
  }
  return { id: `${scriptId}:${start}-${end}`, characters };
}

function hasNews({ characters }: ReachedFunction, known: Uint8Array | undefined): boolean {
  return known === undefined
    ? characters.includes(1)
    : characters.some((ran, at) => ran === 1 && known[at] === 0);
}

/** The answer comes before the call returns. */
function counters(session: Session): readonly Profiler.ScriptCoverage[] {
  let scripts: readonly Profiler.ScriptCoverage[] = [];
  session.post('Profiler.takePreciseCoverage', (error, answer) => {
    if (error !== null) throw error;
    scripts = answer.result;
  });
  return scripts;
}

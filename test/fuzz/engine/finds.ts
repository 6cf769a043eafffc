/** What was found, each fault once, and the inputs that show it as files. */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Find {
  readonly target: string;
  readonly kind: 'crash' | 'hang' | 'memory' | 'death';
  readonly why: string;
  /** The saved input. */
  readonly path: string;
}

export interface Finds {
  readonly all: readonly Find[];
  add(find: Omit<Find, 'path'>, input: Uint8Array): void;
}

/** @param directory made with the first find. @param onFind is told of each, once. */
export function collectFinds(directory: string, onFind: (find: Find) => void): Finds {
  const all: Find[] = [];
  const known = new Set<string>();
  return {
    all,
    add(found, input) {
      const digest = createHash('sha256').update(input).digest('hex').slice(0, 12);
      const { target, kind, why } = found;
      const fault = kind === 'crash' ? [withoutNumbers(why)] : [];
      const ids = [digest, ...fault].map((id) => `${target} ${kind} ${id}`);
      const isKnown = ids.some((id) => known.has(id));
      for (const id of ids) known.add(id);
      if (isKnown) return;
      mkdirSync(directory, { recursive: true });
      const path = join(directory, `${target}-${kind}-${digest}`);
      writeFileSync(path, input);
      const find = { ...found, path };
      all.push(find);
      onFind(find);
    },
  };
}

/** The first lines of an error: what it is and where it was thrown. */
function withoutNumbers(text: string): string {
  return text
    .replace(/[0-9a-f]{2,}|\d+/g, '#')
    .split('\n')
    .slice(0, 2)
    .join('\n');
}

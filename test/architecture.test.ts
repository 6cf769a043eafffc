/**
 * Holds the layers: who may import whom, and who may touch the machine.
 *
 * Policy: every .ts file below native-free-parsers and src is read as text; static, dynamic and
 * type imports count alike unless a rule says otherwise. The rules are the table below.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

/** From left to right: a layer imports from itself and from what stands before it. */
const LAYERS: readonly string[] = [
  'native-free-parsers',
  'src/io',
  'src/package',
  'src/rules',
  'src/transcode',
  'src/extract',
  'src/check',
  'src/audit',
  'src/host',
  'src/report',
  'src/cli',
  'src/start',
];

/** Layers before it that a layer may import types from, and nothing that runs. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = {
  'src/report': ['src/io', 'src/transcode'],
};

/** Modules of Node and of npm, and the only layers that may import them. */
const MACHINE: readonly (readonly [module: RegExp, layers: readonly string[]])[] = [
  [/^node:(fs|zlib|crypto|child_process)(\/|$)/, ['src/io', 'src/start']],
  [/^koffi$/, ['src/io']],
  [/^(piscina|node:worker_threads)$/, ['src/transcode']],
  [/^bullmq$/, ['src/audit']],
  [/^/, LAYERS.slice(1)],
];

/** What only the command line may do: print, read arguments, end the process. */
const COMMAND_LINE = /\bprocess\.(stdout|stderr|stdin|argv|exit|exitCode)\b|\bconsole\./;
const COMMAND_LINE_LAYERS = ['src/cli', 'src/start'];

interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Source text by path, relative to the project. */
type Sources = ReadonlyMap<string, string>;

/** Comments and the contents of strings are blanked where `keepStrings` is false. */
function code(source: string, keepStrings: boolean): string {
  const tokens =
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g;
  return source.replace(tokens, (token) => {
    if (token.startsWith('/')) return ' ';
    // What a template computes is code like any other.
    const computed = [...token.matchAll(/\$\{([^}]*)\}/g)].map(([, inner]) => inner).join(' ');
    return keepStrings ? token : `''${computed}`;
  });
}

function importsOf(source: string): Import[] {
  const text = code(source, true);
  const from = /\b(?:import|export)\s+(type\s+)?[\w*{}\s,$]*?\bfrom\s*(['"])([^'"]+)\2/g;
  const bare = /\bimport\s*(\()?\s*(['"`])([^'"`]+)\2/g;
  return [
    ...[...text.matchAll(from)].map(([, type, , specifier]) => ({
      specifier: specifier!,
      typeOnly: type !== undefined,
    })),
    ...[...text.matchAll(bare)].map(([, , , specifier]) => ({
      specifier: specifier!,
      typeOnly: false,
    })),
  ];
}

function layerOf(path: string): string | undefined {
  return LAYERS.find((layer) => path.startsWith(`${layer}/`));
}

/** Everything that breaks a rule, as `file: what`. */
function violations(sources: Sources): string[] {
  const found: string[] = [];
  const graph = new Map<string, string[]>();
  for (const [path, source] of sources) {
    const complain = (what: string) => found.push(`${path}: ${what}`);
    const layer = layerOf(path);
    if (layer === undefined) {
      complain('is in no layer');
      continue;
    }
    const edges: string[] = [];
    graph.set(path, edges);
    for (const { specifier, typeOnly } of importsOf(source)) {
      if (!specifier.startsWith('.')) {
        const allowed = MACHINE.find(([module]) => module.test(specifier))![1];
        if (!allowed.includes(layer)) complain(`must not import ${specifier}`);
        continue;
      }
      const target = normalize(join(dirname(path), specifier));
      edges.push(target);
      const targetLayer = layerOf(target);
      if (!sources.has(target) || targetLayer === undefined) {
        complain(`imports ${specifier}, which is no file of a layer`);
      } else if (LAYERS.indexOf(targetLayer) > LAYERS.indexOf(layer)) {
        complain(`imports from the later layer ${targetLayer}`);
      } else if (!typeOnly && TYPES_ONLY[layer]?.includes(targetLayer)) {
        complain(`imports more than types from ${targetLayer}`);
      }
    }
    const doing = COMMAND_LINE.exec(code(source, false))?.[0];
    if (doing !== undefined && !COMMAND_LINE_LAYERS.includes(layer)) complain(`uses ${doing}`);
  }
  return [...found, ...cycles(graph)];
}

/** Each cycle once, by the file where it was met. */
function cycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]) => {
    const start = way.indexOf(file);
    if (start >= 0)
      found.push(`${file}: is in a cycle: ${[...way.slice(start), file].join(' -> ')}`);
    if (start >= 0 || done.has(file)) return;
    for (const target of graph.get(file) ?? []) visit(target, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

const PROJECT = resolve(import.meta.dirname, '..');

function projectSources(): Sources {
  const files = ['native-free-parsers', 'src'].flatMap((root) =>
    readdirSync(join(PROJECT, root), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(PROJECT, root, name)),
  );
  return new Map(files.map((file) => [relative(PROJECT, file), readFileSync(file, 'utf8')]));
}

test('the project keeps its layers', () => {
  const sources = projectSources();
  expect(sources.size).toBeGreaterThan(50);
  expect(violations(sources)).toEqual([]);
});

test('no import of the project is overlooked', () => {
  for (const [path, source] of projectSources()) {
    // Imports for the bundles, which are scripts.
    if (path === 'src/start/bundle.ts') continue;
    const keywords = /\bimport\b(?!\.meta)|\bexport\b(?=[\w*{}\s,$]*\bfrom\s*'')/g;
    expect(importsOf(source).length, path).toBe(code(source, false).match(keywords)?.length ?? 0);
  }
});

describe('made-up projects that break a rule', () => {
  const io = 'src/io/a.ts';
  const parser = 'native-free-parsers/a.ts';
  const report = 'src/report/a.ts';
  const check = (...files: (readonly [string, string])[]) => violations(new Map(files));

  test.each([
    ['a static import', "import { b } from '../package/b.ts';"],
    ['one of types', "import type { B } from '../package/b.ts';"],
    ['one for its effects', "import '../package/b.ts';"],
    ['a dynamic import', "const b = await import('../package/b.ts');"],
    ['a re-export', "export { b } from '../package/b.ts';"],
    ['a re-export of everything', "export * from '../package/b.ts';"],
    ['a type by import()', "type B = import('../package/b.ts').B;"],
    ['one over several lines', "import {\n  type A,\n  b,\n} from\n  '../package/b.ts';"],
  ])('%s from a later layer', (_, source) => {
    const later = `${io}: imports from the later layer src/package`;
    expect(check([io, source], ['src/package/b.ts', ''])).toEqual([later]);
    expect(check(['src/package/a.ts', source], ['src/package/b.ts', ''])).toEqual([]);
  });

  test('a cycle, of types or of code, of any length', () => {
    const b = ["import type { A } from './a.ts';", "export * from './c.ts';"];
    expect(check([io, "import './b.ts';"], ['src/io/b.ts', b[0]!])).toEqual([
      `${io}: is in a cycle: ${io} -> src/io/b.ts -> ${io}`,
    ]);
    expect(
      check([io, "import './b.ts';"], ['src/io/b.ts', b[1]!], ['src/io/c.ts', b[0]!]).length,
    ).toBe(1);
    expect(check([io, "import './a.ts';"])).toEqual([`${io}: is in a cycle: ${io} -> ${io}`]);
  });

  test.each([
    [parser, 'node:path', false],
    [parser, 'koffi', false],
    [io, 'node:fs', true],
    [io, 'koffi', true],
    ['src/package/a.ts', 'node:fs', false],
    ['src/package/a.ts', 'node:fs/promises', false],
    ['src/package/a.ts', 'node:zlib', false],
    ['src/transcode/a.ts', 'node:crypto', false],
    ['src/transcode/a.ts', 'node:path', true],
    ['src/transcode/a.ts', 'piscina', true],
    ['src/cli/a.ts', 'piscina', false],
    ['src/cli/a.ts', 'node:worker_threads', false],
    ['src/cli/a.ts', 'node:fs', false],
    ['src/cli/a.ts', 'node:child_process', false],
    ['src/cli/a.ts', 'commander', true],
  ])('%s importing %s: %s', (file, module, allowed) => {
    for (const source of [`import '${module}';`, `import type { A } from "${module}";`]) {
      expect(check([file, source])).toEqual(allowed ? [] : [`${file}: must not import ${module}`]);
    }
  });

  test('a report takes types, but no code, of those who do the work', () => {
    const plan = ['src/transcode/plan.ts', ''] as const;
    expect(check([report, "import type { P } from '../transcode/plan.ts';"], plan)).toEqual([]);
    expect(check([report, "import { type P } from '../transcode/plan.ts';"], plan)).toEqual([
      `${report}: imports more than types from src/transcode`,
    ]);
  });

  test.each(['process.stdout.write(x)', 'process.argv', 'process.exit(1)', 'console.log(x)'])(
    '%s outside the command line',
    (statement) => {
      const uses = statement.match(COMMAND_LINE)![0];
      expect(check([io, `const text = \`\${${statement}}\`;`])).toEqual([`${io}: uses ${uses}`]);
      expect(check(['src/cli/a.ts', statement])).toEqual([]);
      expect(check([io, `// ${statement}\n/* ${statement} */ const a = '${statement}';`])).toEqual(
        [],
      );
    },
  );

  test('a file in no layer, and an import of nothing', () => {
    expect(check(['src/misc/a.ts', ''])).toEqual(['src/misc/a.ts: is in no layer']);
    expect(check([io, "import './gone.ts';"])).toEqual([
      `${io}: imports ./gone.ts, which is no file of a layer`,
    ]);
    const outside = "import '../../test/support/seeded-random.ts';";
    expect(check([io, outside]).length).toBe(1);
  });
});

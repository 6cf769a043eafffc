/** The catalogue itself: complete, documented, named after its defects, and no drift anywhere. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { LISTED_CASES } from '../../corpus/cases/repository.ts';
import { MANIFEST } from '../../corpus/manifest.ts';
import { hostRecords } from '../../src/cli/host-records.ts';
import { ruleRecords } from '../../src/cli/rule-records.ts';
import { rulePage } from '../../src/report/rule-page.ts';
import { findRule, RULE_GROUPS, RULES } from '../../src/rules/catalogue.ts';
import { OTHER_REASONS } from '../../src/rules/other-reasons.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ID = /^[a-z0-9]+(-[a-z0-9]+)+$/;
/** Begins with a capital or a digit, a tag or a tool's name, and ends as a sentence does. */
const SENTENCES = /^[\p{Lu}\p{N}"'(]?.*[.!?]$/su;

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const modulesOf = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

describe('the catalogue', () => {
  it('is sorted, has each id once, and finds it', () => {
    const ids = RULES.map(({ id }) => id);
    expect(ids).toEqual([...new Set(ids)].sort());
    for (const rule of RULES) expect(findRule(rule.id)).toBe(rule);
    expect(findRule('no-such-rule')).toBeUndefined();
  });

  it('has every rule of the folders, in a file named after it', () => {
    for (const [group, rules] of Object.entries(RULE_GROUPS)) {
      const files = modulesOf(`src/rules/${group}`)
        .filter((path) => /^export const \w+ = rule\(/m.test(read(path)))
        .map((path) => basename(path, '.ts'));
      expect(files.sort(), group).toEqual(rules.map(({ id }) => id).sort());
    }
  });

  it('has no folder that it does not know', () => {
    const folders = readdirSync(join(ROOT, 'src/rules'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    expect(folders.sort()).toEqual(Object.keys(RULE_GROUPS).sort());
  });
});

describe.each(ruleRecords().map((rule) => ({ ...rule, rule })))('$id', ({ rule }) => {
  const { id, group, severity, rpmVersions, what, why, fix, sources, examples } = rule;

  it('has a name, and its file and its export have the same', () => {
    expect(id).toMatch(ID);
    const camelCase = id.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
    const source = read(`src/rules/${group}/${id}.ts`);
    expect(source).toMatch(new RegExp(`^export const ${camelCase} = rule\\(`, 'm'));
    expect(source.match(/= rule\(/g)).toHaveLength(1);
  });

  it('says what, why and what to do, in sentences', () => {
    for (const text of [what, why, fix]) expect(text).toMatch(SENTENCES);
    expect(what.match(/[.!?](\s|$)/g)).toHaveLength(1);
    expect(what.length).toBeLessThan(200);
    expect(new Set([what, why, fix]).size).toBe(3);
  });

  it('has sources that are more than a word', () => {
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(source).toMatch(/^\S.{4,}\S$/);
    expect(new Set(sources).size).toBe(sources.length);
  });

  it('matters to somebody', () => {
    const all = [...Object.values(severity), ...rpmVersions.map(({ install }) => install)];
    expect(all.some((each) => each !== 'none')).toBe(true);
  });

  it('names versions of rpm by a limit, and says what is different', () => {
    for (const { since, before, what: change } of rpmVersions) {
      expect(since ?? before).toMatch(/^\d+(\.\d+)*$/);
      expect(before ?? '4.14').toMatch(/^\d+(\.\d+)*$/);
      expect(change).toMatch(/^\S.*[^.\s]$/s);
    }
  });

  it('has packages that it fires on and others that it stays silent on', () => {
    const { fires, silent } = examples;
    expect(fires.length).toBeGreaterThan(0);
    expect(silent.length).toBeGreaterThan(0);
    expect(fires.filter((name) => silent.includes(name))).toEqual([]);
    const names = new Set([...MANIFEST, ...LISTED_CASES].map(({ name }) => name));
    expect([...fires, ...silent].filter((name) => !names.has(name))).toEqual([]);
  });
});

describe('reasons that transcode and extract give', () => {
  const FOLDERS = ['src/package', 'src/transcode', 'src/extract'];
  /** The first words of the catalogue's ids: `lead`, `sig`, `hdr` and so on. */
  const subjects = new Set(RULES.map(({ id }) => id.split('-')[0]));

  /** Whole string literals that look like ids, and whatever a reason's rule is set to. */
  function reasonsIn(source: string): string[] {
    const comments = /\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
    const keys = /(?<=[{,]\s*)'[a-z0-9-]+':/g;
    const code = source.replace(comments, ' ').replace(keys, ' ');
    const literals = [...code.matchAll(/'([a-z0-9-]+)'/g)].map(([, text]) => text!);
    const rules = [...code.matchAll(/\brule: '([^']*)'/g)].map(([, text]) => text!);
    const ids = literals.filter((text) => ID.test(text) && subjects.has(text.split('-')[0]));
    return [...rules, ...ids];
  }

  it('are looked for where they are', () => {
    expect(reasonsIn("add('lead-magic', x); return { rule: 'machine' };")).toEqual(
      expect.arrayContaining(['lead-magic', 'machine']),
    );
    expect(reasonsIn("{ 'tag-type': x ? 'sig-bad' : 'b' }")).toEqual(['sig-bad']);
    expect(reasonsIn("// 'lead-magic'\nimport './lead-magic.ts'; a('main-header')")).toEqual([]);
  });

  test.each(FOLDERS)('%s: are rules, or no defects', (folder) => {
    const unknown = modulesOf(folder).flatMap((path) =>
      reasonsIn(read(path))
        .filter((id) => findRule(id) === undefined && !OTHER_REASONS.has(id))
        .map((id) => `${path}: ${id}`),
    );
    expect(unknown).toEqual([]);
  });

  it('which are no defects are no rules, and are explained', () => {
    for (const [id, text] of OTHER_REASONS) {
      expect(findRule(id)).toBeUndefined();
      expect(text).toMatch(SENTENCES);
    }
  });
});

test('docs/RULES.md is what the rules say: npm run docs writes it', () => {
  expect(read('docs/RULES.md')).toBe(rulePage(ruleRecords(), hostRecords()));
});

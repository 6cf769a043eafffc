/** The site: complete, well-formed, without a link to nothing and without anything from elsewhere. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { normalize } from 'node:path/posix';
import { beforeAll, describe, expect, test } from 'vitest';
import { checkedExamples } from '../../.dev/docs/checked-examples.ts';
import { type Sources, withGeneratedParts } from '../../.dev/docs/generated-parts.ts';
import { programHelps } from '../../.dev/docs/program-help.ts';
import { siteFiles } from '../../.dev/docs/site.ts';
import { hostRecords } from '../../src/cli/host-records.ts';
import { ruleRecords } from '../../src/cli/rule-records.ts';
import { scratch } from '../cli/programs.ts';
import { ROOT } from './written-pages.ts';

let sources: Sources;
let files: ReadonlyMap<string, string>;
let pages: (readonly [path: string, html: string])[] = [];

beforeAll(async () => {
  sources = {
    programs: programHelps(),
    rules: ruleRecords(),
    hostChecks: hostRecords(),
    examples: await checkedExamples(),
  };
  files = siteFiles(sources, '1.2.3');
  pages = [...files].filter(([path]) => path.endsWith('.html'));
}, 60_000);

test('it has a page for every rule, program, schema and guide', () => {
  const schemas = readdirSync(join(ROOT, 'schemas'));
  const guides = readdirSync(join(ROOT, 'docs/guides'));
  const reference = readdirSync(join(ROOT, 'docs/reference'));
  expect([...files.keys()]).toEqual(
    expect.arrayContaining([
      'index.html',
      'style.css',
      'contributing.html',
      ...sources.rules.map(({ id }) => `rules/${id}.html`),
      'rules/host.html',
      ...sources.programs.map(({ name }) => `cli/${name}.html`),
      ...schemas.map((name) => `schemas/${name.replace(/json$/, 'html')}`),
      ...guides.map((name) => `guides/${name.replace(/md$/, 'html')}`),
      ...reference.map((name) => `reference/${name.replace(/md$/, 'html')}`),
    ]),
  );
});

test('every page is well-formed', () => {
  const directory = scratch();
  const paths = pages.map(([path, html]) => {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, html);
    return file;
  });
  const { error, stderr } = spawnSync('xmllint', ['--noout', ...paths], { encoding: 'utf8' });
  if (error !== undefined) console.warn(`skipped: xmllint does not start: ${error.message}`);
  else expect(stderr).toBe('');
});

describe('links', () => {
  const idsOf = (html: string) => new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));

  /** Links of a page that lead to no file of the site, or to no id of it. */
  function broken(path: string, html: string): string[] {
    const links = [...html.matchAll(/ href="([^"]*)"/g)].map(([, href]) => href!);
    expect(links.length).toBeGreaterThan(5);
    return links.filter((href) => {
      if (/^https?:\/\//.test(href)) return false;
      const [file = '', id] = href.split('#');
      const target = file === '' ? path : normalize(join(dirname(path), file));
      const content = files.get(target);
      return content === undefined || (id !== undefined && !idsOf(content).has(id));
    });
  }

  test('lead to something', () => {
    for (const [path, html] of pages) expect(broken(path, html), path).toEqual([]);
  });

  test('that lead to nothing would be found', () => {
    const [path, html] = pages[0]!;
    expect(broken(path, `${html}<a href="gone.html"> <a href="#gone">`)).toEqual([
      'gone.html',
      '#gone',
    ]);
  });

  test('to all pages but those of rules, schemas and folders are in the menu of each', () => {
    for (const [path, html] of pages) {
      const menu = html.slice(html.indexOf('<nav id="menu"'));
      expect(menu, path).toContain('>For packagers</a>');
      expect(menu.match(/<li>/g)!.length).toBeGreaterThan(15);
    }
  });
});

test('nothing comes from elsewhere, and nothing runs', () => {
  for (const [path, html] of pages) {
    expect(html, path).not.toMatch(/<script|<img|<iframe|\son[a-z]+=|javascript:/);
    expect(html.match(/<link [^>]*>/g), path).toHaveLength(1);
  }
  expect(files.get('style.css')).not.toMatch(/url\(|@import/);
});

test('ids are there once, and there is one h1', () => {
  for (const [path, html] of pages) {
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length, path).toBe(new Set(ids).size);
    expect(html.match(/<h1 /g), path).toHaveLength(1);
  }
});

test('a rule page says what the rule says, and what becomes of its examples', () => {
  const page = files.get('rules/sig-region-early-trailer.html')!;
  const { examples } = sources.rules.find(({ id }) => id === 'sig-region-early-trailer')!;
  for (const name of examples.fires) expect(page).toContain(`<h3 id="${name}">`);
  expect(page).toContain('Plain rpm installs it. After rpm2extents');
  expect(page).toContain(
    'rpmcow makes an extents file of it that installs what plain rpm installs.',
  );
});

test('a part that nothing generates is an error', () => {
  expect(() => withGeneratedParts('<!-- generated: nothing -->', sources)).toThrow(
    'no part is generated by the name of nothing',
  );
});

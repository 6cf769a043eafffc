/** The man pages: every program has one, complete, and groff and mandoc find no fault with them. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../.dev/docs/help.ts';
import { manPages } from '../../.dev/docs/man-pages.ts';
import { escapeRoff } from '../../.dev/docs/markdown-roff.ts';
import { programHelps } from '../../.dev/docs/program-help.ts';
import { scratch } from '../cli/programs.ts';
import { readPage } from './written-pages.ts';

const programs = programHelps();
const pages = manPages(programs, '1.2.3');

/** What a tool says of a page; undefined where the tool is not installed. */
function complaints(roff: string, tool: string, ...args: readonly string[]): string[] | undefined {
  const path = join(scratch(), 'page');
  writeFileSync(path, roff);
  const { error, stdout, stderr } = spawnSync(tool, [...args, path], { encoding: 'utf8' });
  if (error !== undefined) {
    console.warn(`skipped: ${tool} does not start: ${error.message}`);
    return undefined;
  }
  return `${stdout}${stderr}`.split('\n').filter((line) => line !== '');
}

const groff = (roff: string) => complaints(roff, 'groff', '-man', '-ww', '-z', '-K', 'utf8');
/** Our pages have no date, so that the same sources give the same bytes. */
const mandoc = (roff: string) =>
  complaints(roff, 'mandoc', '-Tlint', '-W', 'warning')?.filter(
    (line) => !line.includes('missing date'),
  );

test('there is one for each program, and one for the configuration', () => {
  expect(pages.map(({ file }) => file)).toEqual([
    ...programs.map(({ name }) => `${name}.1`),
    'rpmcow.toml.5',
  ]);
});

test('npm installs all of them', () => {
  const { man, files } = JSON.parse(readPage('package.json'));
  expect(man).toEqual(pages.map(({ file }) => `man/${file}`));
  expect(files).toContain('man');
});

describe.each(pages)('$file', ({ file, roff }) => {
  test('is what groff and mandoc take', () => {
    expect(groff(roff) ?? []).toEqual([]);
    expect(mandoc(roff) ?? []).toEqual([]);
  });

  test('has the sections of a man page, and the others to see', () => {
    const sections = [...roff.matchAll(/^\.SH (.*)$/gm)].map(([, title]) => title);
    expect(sections.at(0)).toBe('NAME');
    expect(sections.at(-1)).toBe('SEE ALSO');
    expect(sections).toContain('DESCRIPTION');
    expect(roff.slice(roff.indexOf('.SH SEE ALSO')).match(/\(\d\)/g)).toHaveLength(
      pages.length - 1,
    );
    expect(roff).toContain(`.SH NAME\n${escapeRoff(file.replace(/\.\d$/, ''))} \\- `);
    expect(roff).toContain('"rpmcow 1.2.3"');
  });
});

test.each(programs)('$name: every option and argument is there', ({ name, help }) => {
  const { roff } = pages.find(({ file }) => file === `${name}.1`)!;
  for (const title of ['Arguments', 'Options', 'Commands', 'Environment']) {
    for (const { term, text } of itemsOf(help, title)) {
      expect(roff).toContain(`.TP\n\\fB${escapeRoff(term)}\\fR\n${escapeRoff(text)}\n`);
    }
  }
});

test('both tools find a fault where there is one', () => {
  expect(groff('.TH A 1\n.SH B\n\\*[none]\n')).not.toEqual([]);
  expect(mandoc('.TH A 1\n.SH B\n.XX\n')).not.toEqual([]);
});

/** Two files from their paths to a comparison, whatever they are. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { MANIFEST } from '../../../corpus/manifest.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { comparePackages } from '../../../src/check/diff/compare-packages.ts';
import { readSide } from '../../../src/check/diff/read-side.ts';
import { diffText } from '../../../src/report/diff-text.ts';
import { plain } from '../../../src/report/paint.ts';
import { findRule } from '../../../src/rules/catalogue.ts';
import { scratchDirectory } from '../../io/scratch.ts';
import { diffOf, OPTIONS, sideOf } from './sides.ts';

const side = async (name: string) => await sideOf(await packageBytes(name));

describe('sizes', () => {
  it('are of the package, its contents unpacked, and the extents file', async () => {
    const content = 'copy on write\n'.repeat(1000);
    const {
      sizes,
      old,
      new: current,
    } = await diffOf(
      { files: [{ type: 'regular', path: '/opt/a', content }] },
      {
        files: [
          { type: 'regular', path: '/opt/a', content },
          { type: 'regular', path: '/opt/b', content },
          { type: 'symlink', path: '/opt/c', target: 'a' },
        ],
      },
    );
    expect(sizes.package).toEqual({ old: old.size, new: current.size });
    expect(sizes.contents).toEqual({ old: content.length, new: 2 * content.length });
    // A duplicate is stored once.
    expect(sizes.extents.new! - sizes.extents.old!).toBeLessThan(content.length);
  });

  it('of an extents file are those of the package that it was made of', async () => {
    const [old, current] = [await side('plain'), await side('extents-sound')];
    const { sizes, new: extents } = comparePackages(old, current);
    expect(extents).toMatchObject({ kind: 'extents', prediction: { reference: 'same' } });
    expect(extents.size).not.toBe(sizes.package.new);
    expect(sizes.extents.new).not.toBeNull();
  });
});

describe('findings', () => {
  it('of a package that got worse are new, of one that got better fixed', async () => {
    const [good, bad] = [await side('plain'), await side('lead-signature-type-0')];
    const rules = ({ rule }: { readonly rule: string }) => rule;
    expect(comparePackages(good, bad).findings.new.map(rules)).toContain('lead-signature-type');
    const { new: added, fixed } = comparePackages(bad, good).findings;
    expect(fixed.map(rules)).toContain('lead-signature-type');
    expect(added).toEqual([]);
  });

  it('do not say that an extents file is one, but that it is no sound one', async () => {
    const [sound, unsound] = [await side('extents-sound'), await side('extents-content-changed')];
    expect(sound.record.findings.map(({ rule }) => rule)).not.toContain('cow-already-transcoded');
    const { findings } = comparePackages(sound, unsound);
    expect(findings.new.map(({ rule }) => rule)).toEqual(['cow-content-mismatch']);
  });

  it('say that a package only looks like an extents file', async () => {
    const diff = comparePackages(await side('plain'), await side('extents-magic-appended'));
    expect(diff.new.kind).toBe('package');
    expect(diff.findings.new.map(({ rule }) => rule)).toContain('cow-already-transcoded');
  });
});

test('versions of one package have one name, whatever it is', async () => {
  expect((await diffOf({ version: '1.0' }, { version: '2.0' })).sameName).toBe(true);
  expect((await diffOf({}, { name: 'other' })).sameName).toBe(false);
});

test('what needs headers that rpm can load is left out where it cannot', async () => {
  const broken = await side('directory-index-out-of-range');
  expect(broken.pkg).toBeUndefined();
  const diff = comparePackages(await side('plain'), broken);
  expect(diff).toMatchObject({
    sameName: null,
    contents: null,
    tags: null,
    files: null,
    dependencies: null,
    new: { nevra: null },
  });
  expect(diff.findings.new).not.toEqual([]);
});

test.each([
  ['nothing.rpm', undefined, 'ENOENT'],
  ['page.rpm', '<!DOCTYPE html>', 'BAD_MAGIC'],
  ['empty.rpm', '', 'TRUNCATED'],
])('%s cannot be read', async (name, content, code) => {
  const path = join(scratchDirectory(), name);
  if (content !== undefined) writeFileSync(path, content);
  const read = await readSide(path, OPTIONS);
  expect(read).toMatchObject({ unreadable: { path, code } });
});

/** What could move a cursor or colour a terminal. */
const CONTROLS = /[^\n\P{Cc}]/u;

test('every package of the corpus can be compared with itself and with another, safely', async () => {
  const style = { targets: ['install'], width: 80, paint: plain, ruleOf: findRule } as const;
  const names = MANIFEST.filter(({ kind }) => kind !== 'spec').map(({ name }) => name);
  const path = join(scratchDirectory(), 'some.rpm');
  let last = await side('plain');
  let compared = 0;
  for (const name of names) {
    const bytes = await packageBytes(name);
    // The two that are larger only have more of the same.
    if (bytes.length > 1024 * 1024) continue;
    writeFileSync(path, bytes);
    const read = await readSide(path, { ...OPTIONS, payload: false });
    if (read.kind !== 'read') continue;
    for (const pair of [
      [last, read.side],
      [read.side, read.side],
    ] as const) {
      const diff = comparePackages(...pair);
      expect(JSON.parse(JSON.stringify(diff)), name).toEqual(diff);
      expect(diffText(diff, style), name).not.toMatch(CONTROLS);
      if (pair[0] !== pair[1]) continue;
      const { new: added, fixed, unknown } = diff.findings;
      expect([diff.tags ?? [], added, fixed, unknown].flat(), name).toEqual([]);
    }
    last = read.side;
    compared++;
  }
  expect(compared).toBeGreaterThan(100);
});

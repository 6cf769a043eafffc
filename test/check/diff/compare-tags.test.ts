import { describe, expect, it, test } from 'vitest';
import {
  type HeaderEntry,
  i18nString,
  int16,
  int32,
  string,
  stringArray,
} from '../../../corpus/writer/header-entry.ts';
import { TAG } from '../../../corpus/writer/tags.ts';
import { tagInfo } from '../../../native-free-parsers/header/tags.ts';
import { diffOf } from './sides.ts';

const VENDOR = 1011;
const PREFIXES = 1098;
/** Unknown to rpm, so it may have any type. */
const NUMBERS = 9998;

/** Changes of the main header alone, which are what the packages were made to differ in. */
async function changesOf(old: readonly HeaderEntry[], current: readonly HeaderEntry[]) {
  const { tags } = await diffOf({ main: { entries: old } }, { main: { entries: current } });
  return tags!.filter(({ header }) => header === 'main');
}

/** Both texts of the only change. */
async function textsOf(old: HeaderEntry, current: HeaderEntry) {
  const [change, ...others] = await changesOf([old], [current]);
  expect(others).toEqual([]);
  return [change!.old!.text, change!.new!.text];
}

test('tags are added, removed and changed', async () => {
  const value = { type: 'STRING', count: 1 };
  expect(await changesOf([string(VENDOR, 'us')], [string(VENDOR, 'them')])).toEqual([
    {
      header: 'main',
      tag: VENDOR,
      name: 'VENDOR',
      change: 'changed',
      old: { ...value, text: '"us"' },
      new: { ...value, text: '"them"' },
    },
  ]);
  expect(await changesOf([], [string(VENDOR, 'us')])).toMatchObject([
    { name: 'VENDOR', change: 'added', old: null, new: { text: '"us"' } },
  ]);
  expect(await changesOf([string(VENDOR, 'us')], [])).toMatchObject([
    { name: 'VENDOR', change: 'removed', old: { text: '"us"' }, new: null },
  ]);
});

test('the same value of another type is a change', async () => {
  expect(await changesOf([string(VENDOR, 'us')], [i18nString(VENDOR, 'us')])).toMatchObject([
    { old: { type: 'STRING', text: '"us"' }, new: { type: 'I18NSTRING' } },
  ]);
});

test('a tag without a name has its number', async () => {
  expect(tagInfo(9999)).toBeUndefined();
  expect(await changesOf([], [string(9999, 'x')])).toMatchObject([{ tag: 9999, name: null }]);
});

test('a package has no changes against itself; in another version it has those that it must', async () => {
  expect((await diffOf({}, {})).tags).toEqual([]);
  const { tags } = await diffOf({}, { version: '2.0' });
  const names = tags!.map(({ header, name }) => `${header} ${name}`);
  expect(names).toEqual([
    'signature SHA1',
    'signature SHA256',
    'signature MD5',
    'main VERSION',
    'main SOURCERPM',
    'main PROVIDEVERSION',
  ]);
});

describe('values', () => {
  const long = 'a long text that goes on and on '.repeat(10);

  it('are shown from shortly before the first difference on', async () => {
    const [old, current] = await textsOf(
      string(VENDOR, `${long}HERE${long}`),
      string(VENDOR, `${long}there${long}`),
    );
    const shown = (text: string) => `…"${`${' goes on and on '}${text}${long}`.slice(0, 72)}"…`;
    expect([old, current]).toEqual([shown('HERE'), shown('there')]);
  });

  it('are shown from their start where that differs, or there is nothing to compare', async () => {
    expect((await textsOf(string(VENDOR, `A${long}`), string(VENDOR, long)))[1]).toMatch(
      /^"a long text .*"…$/,
    );
    const [added] = await changesOf([], [string(VENDOR, long)]);
    expect(added!.new!.text).toBe(`"${long.slice(0, 72)}"…`);
  });

  it('that are lists are shown from the first other element on', async () => {
    const list = Array.from({ length: 40 }, (_, i) => 1000 + i);
    const [old, current] = await textsOf(
      int32(NUMBERS, list),
      int32(NUMBERS, [...list.slice(0, 20), 7, ...list.slice(20)]),
    );
    expect(old).toMatch(/^…, 1020, 1021, .*, …$/);
    expect(current).toMatch(/^…, 7, 1020, 1021, .*, …$/);
    expect(old!.length).toBeLessThan(80);
    expect(await textsOf(int32(NUMBERS, [1, 2]), int32(NUMBERS, [1, 2, 3]))).toEqual([
      '…, 2',
      '…, 3',
    ]);
  });

  it('of a list that is new are shown from the first on, modes in octal', async () => {
    const [added] = await changesOf([], [stringArray(PREFIXES, ['/usr', '/opt'])]);
    expect(added!.new).toEqual({ type: 'STRING_ARRAY', count: 2, text: '"/usr", "/opt"' });
    const [modes] = await changesOf([], [int16(TAG.FILEMODES, [0o100644])]);
    expect(modes!.new!.text).toBe('100644');
  });

  it('are printable, and no character is cut in two', async () => {
    const [, current] = await textsOf(string(VENDOR, 'x'), string(VENDOR, '\u001b[2J\nä\u202e'));
    expect(current).toBe('"\\x1b[2J\\nä\\u{202e}"');
    for (const shift of ['', 'x']) {
      const faces = `${shift}${'\u{1f600}'.repeat(100)}`;
      const texts = await textsOf(string(VENDOR, `${faces}A`), string(VENDOR, `${faces}B`));
      for (const text of texts) expect(text).toMatch(/^…"\u{1f600}+[AB]"$/u);
      const [added] = await changesOf([], [string(VENDOR, faces)]);
      expect(added!.new!.text).toMatch(/^"x?\u{1f600}+"…$/u);
    }
  });
});

/** Deny lists: right by the transcoder's rule, and the best there are. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isUsableItem } from '../../../src/audit/deny-list/deny-item.ts';
import { type DenyList, denyList } from '../../../src/audit/deny-list.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { bestList, denied } from './brute-force.ts';

interface Candidate {
  readonly leadName: string | null;
  readonly mustBeDenied: boolean;
}

const must = (leadName: string | null): Candidate => ({ leadName, mustBeDenied: true });
const spare = (leadName: string | null): Candidate => ({ leadName, mustBeDenied: false });
const texts = ({ items }: DenyList<Candidate>) => items.map(({ text }) => text);
const names = (list: readonly Candidate[]) => list.map(({ leadName }) => leadName);

/** What every list must be, whatever the names. */
function holds(packages: readonly Candidate[], list: DenyList<Candidate>): void {
  const hit = ({ leadName }: Candidate) => leadName !== null && denied(list.value, leadName);
  expect(list.denied).toEqual(packages.filter((each) => each.mustBeDenied && hit(each)));
  expect(list.accidents).toEqual(packages.filter((each) => !each.mustBeDenied && hit(each)));
  const impossible = list.impossible.map((each) => each.package);
  expect(impossible).toEqual(packages.filter((each) => each.mustBeDenied && !hit(each)));
  for (const { leadName } of impossible) {
    expect([...(leadName ?? '')].filter(isUsableItem)).toEqual([]);
  }
  expect(texts(list).filter((text) => !isUsableItem(text))).toEqual([]);
  expect(list.atLeast).toBeLessThanOrEqual(list.items.length);
}

const candidate = (alphabet: string, most: number) =>
  fc.record({
    leadName: fc.option(
      fc.array(fc.constantFrom(...alphabet), { maxLength: most }).map((parts) => parts.join('')),
      { freq: 12 },
    ),
    mustBeDenied: fc.boolean(),
  });

describe('any names', () => {
  it('are denied where they must be, and of the others as few as possible, by the fewest items', () => {
    fc.assert(
      fc.property(fc.array(candidate('ab-', 5), { maxLength: 10 }), (packages) => {
        const list = denyList(packages);
        holds(packages, list);
        const wanted = [...new Set(names(list.denied) as string[])];
        const others = packages.map((each) => (each.mustBeDenied ? null : each.leadName));
        const spared = others.filter((name) => name !== null && !wanted.includes(name)) as string[];
        const best = bestList(wanted, spared);
        const accidents = list.accidents.filter(({ leadName }) => !wanted.includes(leadName!));
        expect({ accidents: accidents.length, items: list.items.length }).toEqual(best);
        expect(list.atLeast).toBe(best.items);
      }),
      { numRuns: 300 },
    );
  });

  it('with one that has commas: with as few accidents as possible', () => {
    const others = fc.array(candidate('ab', 4), { maxLength: 7 });
    const odd = fc.array(fc.constantFrom('a', 'b', ','), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(others, odd, (rest, characters) => {
        const packages = [must(characters.join('')), ...rest];
        const list = denyList(packages);
        holds(packages, list);
        const wanted = [...new Set(names(list.denied) as string[])];
        const spared = names(rest).filter((name) => name !== null && !wanted.includes(name));
        const best = bestList(wanted, spared as string[]);
        const accidents = list.accidents.filter(({ leadName }) => !wanted.includes(leadName!));
        expect(accidents.length).toBe(best.accidents);
        expect(list.items.length).toBeGreaterThanOrEqual(best.items);
      }),
      { numRuns: 200 },
    );
  });

  it('of any bytes at all, in any order: the same items', () => {
    const name = fc.string({
      unit: fc.integer({ min: 1, max: 255 }).map((c) => String.fromCharCode(c)),
      maxLength: 8,
    });
    const any = fc.record({ leadName: name, mustBeDenied: fc.boolean() });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (packages) => {
        const list = denyList(packages);
        holds(packages, list);
        expect(texts(denyList(packages.toReversed()))).toEqual(texts(list));
      }),
      { numRuns: 300 },
    );
  });
});

describe('accidents', () => {
  it('are what has the whole name of what must be denied, and nothing else', () => {
    const packages = [
      must('vim-9.1-1'),
      spare('gvim-9.1-1'),
      spare('vim-9.1-10'),
      spare('vim-9.2-1'),
    ];
    const list = denyList(packages);
    expect(names(list.accidents)).toEqual(['gvim-9.1-1', 'vim-9.1-10']);
    expect(list.items).toEqual([
      { text: 'vim-9.1', denies: [packages[0]], accidents: [packages[1], packages[2]] },
    ]);
  });

  it('are counted by packages, not by names', () => {
    const packages = [must('a,b'), spare('a'), spare('b'), spare('a')];
    expect(texts(denyList(packages))).toEqual(['b']);
  });

  it('are none more where they are lost by another name anyway', () => {
    const packages = [must('ab'), must('aa,ba'), spare('aba'), spare('aa')];
    expect(names(denyList(packages).accidents)).toEqual(['aba']);
  });

  it('are packages of the same name that need not be denied', () => {
    const list = denyList([must('hello-1-1'), spare('hello-1-1'), spare('other-1-1')]);
    expect(names(list.accidents)).toEqual(['hello-1-1']);
    expect(texts(list)).toEqual(['hello']);
  });
});

describe('items', () => {
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    ['the name, where that is enough', ['azure-cli-2.1-1.el8'], ['zlib-1-1'], ['azure-cli']],
    [
      'the version too, where it is not',
      ['azure-cli-2.1-1'],
      ['azure-cli-2.2-1'],
      ['azure-cli-2.1'],
    ],
    ['the release too', ['cli-2.1-1.a'], ['cli-2.1-2.a', 'cli-2.1-1.b'], ['cli-2.1-1.a']],
    ['one for several', ['mdatp-1-1', 'mdatp-2-1', 'mdatp-2-2'], ['md-1-1'], ['mdatp']],
    ['what all have, wherever it is', ['a-docker-1', 'b-docker-1'], ['a-1', 'b-1'], ['docker']],
    ['no half numbers', ['lib-10.2-1'], ['lib-10.3-1', 'lib-9.2-1'], ['lib-10.2']],
    ['none at all', [], ['a-1-1'], []],
  ])('are %s', (_, wanted, others, items) => {
    expect(texts(denyList([...wanted.map(must), ...others.map(spare)]))).toEqual(items);
  });

  it('never have what a configuration file changes', () => {
    const list = denyList([
      must(' "a,b$c" '),
      must("it's-1-1"),
      must('\u00fcber\\-1-1'),
      must('x\ty'),
    ]);
    expect(list.impossible).toEqual([]);
    expect(list.value).toMatch(/^[\w.,-]+$/);
  });

  it('are a lone comma where nothing must be denied, which denies nothing', () => {
    const list = denyList([spare('all-1-1')]);
    expect(list).toMatchObject({ value: ',', fits: true, items: [], accidents: [], atLeast: 0 });
  });
});

describe('what cannot be denied', () => {
  it('is told with the reason', () => {
    const packages = [must(''), must(null), must(',,,'), must('\u00e9\u00e8'), must('a,')];
    const { impossible, items } = denyList(packages);
    expect(impossible.map(({ because }) => because)).toEqual([
      'empty-name',
      'unknown-name',
      'unusable-name',
      'unusable-name',
    ]);
    expect(items.map(({ text }) => text)).toEqual(['a']);
  });

  it('is also a list that is longer than a variable may be', () => {
    /** Names of 60 characters that can only be denied as a whole. */
    const packages = (count: number) =>
      Array.from({ length: count }, (_, i) => {
        const name = `${i}`.padStart(4, '0').repeat(15);
        return [must(`x${name}y`), spare(`x${name}`), spare(`${name}y`)];
      }).flat();
    const short = denyList(packages(2000));
    expect(short).toMatchObject({ fits: true, accidents: [] });
    expect(short.value.length).toBe(2000 * 63 - 1);
    expect(denyList(packages(2100))).toMatchObject({ fits: false, accidents: [] });
  });
});

it('takes five hundred of fifty thousand names', () => {
  const packages = Array.from({ length: 50_000 }, (_, i) => {
    const name = `lib${(i * 7919) % 9973}-${['devel', 'doc', 'cli', 'tools'][i % 4]}`;
    const leadName = `${name}-${i % 7}.${i % 13}.${i % 5}-${1 + (i % 3)}.el${8 + (i % 2)}`;
    return { leadName, mustBeDenied: i % 100 === 0 };
  });
  const list = denyList(packages);
  expect(list.denied.length + list.impossible.length).toBe(500);
  const parts = list.value.split(',');
  const hit = packages.filter(({ leadName }) => parts.some((part) => leadName.includes(part)));
  expect(hit).toEqual(
    packages.filter((each) => each.mustBeDenied || list.accidents.includes(each)),
  );
  expect(list.atLeast).toBe(list.items.length);
});

it('is right too where the fewest items cannot be proven, and says so', () => {
  const random = seededRandom(5);
  const name = () => Array.from({ length: 40 }, () => (random() < 0.5 ? 'a' : 'b')).join('');
  const packages = Array.from({ length: 600 }, (_, i) => (i % 2 === 0 ? must : spare)(name()));
  const list = denyList(packages);
  holds(packages, list);
  expect(list.accidents).toEqual([]);
  expect(list.atLeast).toBeLessThan(list.items.length);
});

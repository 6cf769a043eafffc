import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  compareEvr,
  formatEvr,
  formatNevra,
  parseEvr,
  parseNevra,
} from '../../native-free-parsers/nevra.ts';
import { hasRpmVercmp, rpmAnswers } from './rpm-vercmp-referee.ts';

describe('parseEvr', () => {
  test.each([
    ['1.0', undefined, '1.0', undefined],
    ['1.0-2', undefined, '1.0', '2'],
    ['0:1.0-2', 0, '1.0', '2'],
    [':1.0-2', 0, '1.0', '2'],
    ['4294967295:1', 4294967295, '1', undefined],
    ['1.0-2-3', undefined, '1.0-2', '3'],
    ['1.0-', undefined, '1.0', ''],
    ['a:1.0', undefined, 'a:1.0', undefined],
    ['1:2:3', 1, '2:3', undefined],
  ])('%s', (text, epoch, version, release) => {
    expect(parseEvr(text)).toEqual({ epoch, version, release });
  });

  test.each(['', '-1', '1:', '1:-1', '4294967296:1'])('refuses "%s"', (text) => {
    expect(parseEvr(text)).toBeUndefined();
  });
});

describe('parseNevra', () => {
  test.each([
    ['bash-5.2.15-3.fc38.x86_64', 'bash', undefined, '5.2.15', '3.fc38', 'x86_64'],
    ['bind-utils-32:9.18-1.el9.noarch', 'bind-utils', 32, '9.18', '1.el9', 'noarch'],
    ['azure-cli-2.50.0-1.el8.x86_64', 'azure-cli', undefined, '2.50.0', '1.el8', 'x86_64'],
    ['a-0:1~rc1^git-1.src', 'a', 0, '1~rc1^git', '1', 'src'],
  ])('%s', (text, name, epoch, version, release, arch) => {
    expect(parseNevra(text)).toEqual({ name, epoch, version, release, arch });
  });

  test.each([
    '',
    'bash',
    'bash-5.2',
    'bash-5.2-3',
    '-1-1.noarch',
    'a--1.noarch',
    'a-1-.x',
    'a-1-1.',
  ])('refuses "%s"', (text) => {
    expect(parseNevra(text)).toBeUndefined();
  });
});

const word = fc.string({ unit: fc.constantFrom(...'ab01.~^_+'), minLength: 1, maxLength: 6 });
const epoch = fc.option(fc.integer({ min: 0, max: 0xffffffff }), { nil: undefined });

test('what is formatted is parsed back', () => {
  const arch = fc.constantFrom('x86_64', 'noarch', 'src');
  const name = fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('-'));
  fc.assert(
    fc.property(fc.record({ name, epoch, version: word, release: word, arch }), (nevra) => {
      expect(parseNevra(formatNevra(nevra))).toEqual(nevra);
    }),
  );
  fc.assert(
    fc.property(
      fc.record({ epoch, version: word, release: fc.option(word, { nil: undefined }) }),
      (evr) => {
        expect(parseEvr(formatEvr(evr))).toEqual(evr);
      },
    ),
  );
});

test('any text gives a value or undefined', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'a1-.:') }), (text) => {
      const nevra = parseNevra(text);
      if (nevra) expect(text.startsWith(`${nevra.name}-`)).toBe(true);
    }),
  );
});

test.each([
  ['1.0-1', '0:1.0-1', 0],
  ['1:0.1-1', '2.0-1', 1],
  ['1.0', '1.0-1', -1],
  ['1.0-2', '1.0-10', -1],
  ['1.0-', '1.0-1', -1],
])('%s against %s: %d', (a, b, order) => {
  expect(compareEvr(parseEvr(a)!, parseEvr(b)!)).toBe(order);
  expect(compareEvr(parseEvr(b)!, parseEvr(a)!) + order).toBe(0);
});

test.skipIf(!hasRpmVercmp())('orders random versions as rpm itself', () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'0012ab.~^-:'), minLength: 1, maxLength: 7 })
    .filter((candidate) => parseEvr(candidate) !== undefined);
  const pairs = fc.sample(fc.tuple(text, text), 2000);
  const ours = pairs.map(([a, b]) => `${a} ${compareEvr(parseEvr(a)!, parseEvr(b)!)} ${b}`);
  expect(ours).toEqual(rpmAnswers(pairs));
});

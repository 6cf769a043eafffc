import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rpmvercmp } from '../../native-free-parsers/rpmvercmp.ts';
import { hasRpmVercmp, rpmAnswers } from './rpm-vercmp-referee.ts';

/** The cases of rpm's own tests/rpmvercmp.at: the sign tells how the two compare. */
const RPM_CASES = `
1.0 = 1.0
1.0 < 2.0
2.0.1 = 2.0.1
2.0 < 2.0.1
2.0.1a = 2.0.1a
2.0.1 < 2.0.1a
5.5p1 = 5.5p1
5.5p1 < 5.5p2
5.5p10 = 5.5p10
5.5p1 < 5.5p10
10xyz < 10.1xyz
xyz10 = xyz10
xyz10 < xyz10.1
xyz.4 = xyz.4
xyz.4 < 8
xyz.4 < 2
5.5p2 < 5.6p1
5.6p1 < 6.5p1
6.0 < 6.0.rc1
10a1 < 10b2
10a2 < 10b2
1.0aa = 1.0aa
1.0a < 1.0aa
10.0001 = 10.0001
10.0001 = 10.1
10.0001 < 10.0039
4.999.9 < 5.0
20101121 = 20101121
20101121 < 20101122
2_0 = 2_0
2.0 = 2_0
a = a
a+ = a+
a+ = a_
+a = +a
+a = _a
+_ = +_
_+ = +_
_+ = _+
+ = _
1.0~rc1 = 1.0~rc1
1.0~rc1 < 1.0
1.0~rc1 < 1.0~rc2
1.0~rc1~git123 = 1.0~rc1~git123
1.0~rc1~git123 < 1.0~rc1
1.0^ = 1.0^
1.0 < 1.0^
1.0^git1 = 1.0^git1
1.0 < 1.0^git1
1.0^git1 < 1.0^git2
1.0^git1 < 1.01
1.0^20160101 = 1.0^20160101
1.0^20160101 < 1.0.1
1.0^20160101^git1 = 1.0^20160101^git1
1.0^20160101^git1 < 1.0^20160102
1.0~rc1^git1 = 1.0~rc1^git1
1.0~rc1 < 1.0~rc1^git1
1.0^git1~pre = 1.0^git1~pre
1.0^git1~pre < 1.0^git1
1b.fc17 = 1b.fc17
1b.fc17 < 1.fc17
1g.fc17 = 1g.fc17
1.fc17 < 1g.fc17
1.1.α = 1.1.β
1.1.αα = 1.1.α
`;

test.each(RPM_CASES.trim().split('\n'))('%s', (line) => {
  const [older = '', sign, newer = ''] = line.split(' ');
  const order = sign === '=' ? 0 : 1;
  expect(rpmvercmp(older, newer)).toBe(0 - order);
  expect(rpmvercmp(newer, older)).toBe(order);
});

const version = fc.string({ unit: fc.constantFrom(...'0019aAz.~^_+'), maxLength: 8 });

test('is antisymmetric', () => {
  fc.assert(
    fc.property(version, version, (a, b) => {
      expect(rpmvercmp(a, b) + rpmvercmp(b, a)).toBe(0);
    }),
  );
});

test.skipIf(!hasRpmVercmp())('agrees with rpm itself on random versions', () => {
  const nonEmpty = version.filter((text) => text !== '');
  const pairs = fc.sample(fc.tuple(nonEmpty, nonEmpty), 2000);
  const ours = pairs.map(([a, b]) => `${a} ${rpmvercmp(a, b)} ${b}`);
  expect(ours).toEqual(rpmAnswers(pairs));
});

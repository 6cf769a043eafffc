/** Targets: versions and identities, which must be ordered whatever they are. */
import {
  compareEvr,
  formatEvr,
  formatNevra,
  parseEvr,
  parseNevra,
} from '../../../native-free-parsers/nevra.ts';
import { rpmvercmp } from '../../../native-free-parsers/rpmvercmp.ts';
import { type FuzzTarget, words } from '../fuzz-target.ts';
import { TEXT_MUTATORS } from '../mutate/text-mutators.ts';
import { expectSame } from './same.ts';

const SEEDS = [
  '1.0\n1.0~rc1\n1.0^git1',
  '2.0.1a\n2.0.1\n2_0_1',
  '10xyz\n10.1xyz\n1.0.~1',
  'bash-5.1.8-6.el9.x86_64\nbash-0:5.1.8-6.el9.x86_64\nbash-4:5.1-1.noarch',
  '4294967295:1-1\n4294967296:1-1\n:1-1',
  'a-b-c-1:2~3^4-5.fc40.src\na-1-1.\n-1-1.a',
];

export const namesTarget: FuzzTarget = {
  name: 'names',
  weight: 100,
  seeds: async () => words(...SEEDS),
  mutators: TEXT_MUTATORS,
  dictionary: words('~', '^', '-', ':', '.', '0', '00', '~~', '^~', '.x86_64', '4294967295:'),
  run(input) {
    const [a = '', b = '', c = ''] = Buffer.from(input).toString('latin1').split('\n');
    const ab = rpmvercmp(a, b);
    expectSame(rpmvercmp(b, a) + ab, 0, `${a} and ${b} the other way round`);
    expectSame(rpmvercmp(a, a), 0, a);
    const bc = rpmvercmp(b, c);
    // rpm's order is none where a caret or tilde meets the end of a version: see its own tests.
    if (ab === 0 && bc === 0) expectSame(rpmvercmp(a, c), 0, `${a}, ${b} and ${c}`);
    const [evr, other] = [parseEvr(a), parseEvr(b)];
    if (evr !== undefined) expectSame(parseEvr(formatEvr(evr)), evr, a);
    if (evr !== undefined && other !== undefined) {
      expectSame(compareEvr(evr, other) + compareEvr(other, evr), 0, `${a} and ${b}`);
    }
    const nevra = parseNevra(a);
    if (nevra !== undefined) expectSame(parseNevra(formatNevra(nevra)), nevra, a);
  },
};

import { expect, test } from 'vitest';
import {
  CSUM_ALGORITHMS,
  csumAlgorithm,
} from '../../../native-free-parsers/extents/digest-names.ts';

test('the names in the order of rpm', () => {
  const names = CSUM_ALGORITHMS.map(({ name }) => name).join(' ');
  expect(names).toBe('MD5 SHA1 RIPEMD160 MD2 TIGER192 HAVAL-5-160 SHA256 SHA384 SHA512 SHA224');
});

test.each([
  ['SHA256', 'SHA256'],
  ['MD5', 'MD5'],
  ['SHA256sum', 'SHA256'],
  ['SHA1-96', 'SHA1'],
  ['SHA512/256', 'SHA512'],
])('%s means %s', (argument, name) => {
  expect(csumAlgorithm(argument)?.name).toBe(name);
});

test.each(['sha256', 'SHA', 'SHA25', 'SHA3-256', '', ' SHA256'])(
  '"%s" means nothing',
  (argument) => {
    expect(csumAlgorithm(argument)).toBeUndefined();
  },
);

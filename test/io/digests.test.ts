import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import {
  createDigest,
  type DigestName,
  digestOf,
  hasDigest,
  isDigestName,
} from '../../src/io/digests.ts';
import { moduleUrl, nodeArguments } from './scratch.ts';

const ABC = Uint8Array.of(0x61, 0x62, 0x63);

/** Digests of "abc" from FIPS 180-4, FIPS 202, RFC 1321 and the RIPEMD-160 paper. */
const KNOWN: Record<DigestName, string> = {
  MD5: '900150983cd24fb0d6963f7d28e17f72',
  SHA1: 'a9993e364706816aba3e25717850c26c9cd0d89d',
  SHA224: '23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7',
  SHA256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  SHA384:
    'cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7',
  SHA512:
    'ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f',
  'SHA3-256': '3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532',
  'SHA3-512':
    'b751850b1a57168a5693cd924b6b096e08f621827444f70d884f5d0240d2712e10e116e9192af3c91a7ec57647e3934057340b4cf408d5a56592f8274eec53f0',
  RIPEMD160: '8eb208f7e05d987a9b044a8e98c6b087f15a0bfc',
};

test.each(Object.entries(KNOWN))('%s of "abc"', (name, expected) => {
  expect(isDigestName(name)).toBe(true);
  expect(hasDigest(name as DigestName)).toBe(true);
  const digest = createDigest(name as DigestName);
  digest.update(ABC.subarray(0, 1));
  digest.update(ABC.subarray(1));
  expect(toHex(digest.digest())).toBe(expected);
  expect(toHex(digestOf(name as DigestName, ABC))).toBe(expected);
});

test.each(['sha256', 'SHA-256', 'MD2', '', 'toString'])('%j is no name', (name) => {
  expect(isDigestName(name)).toBe(false);
});

test('a digest the system forbids fails when it is asked for, not before', () => {
  const program = `
    import crypto from 'node:crypto';
    crypto.setFips(true);
    const { createDigest, digestOf, hasDigest } = await import(${JSON.stringify(moduleUrl('digests.ts'))});
    for (const ask of [() => createDigest('MD5'), () => digestOf('MD5', new Uint8Array(1))]) {
      try { ask(); } catch (error) { console.log(error.name, error.code, error.message); }
    }
    console.log(hasDigest('MD5'));`;
  const { stdout } = spawnSync(process.execPath, nodeArguments(program), { encoding: 'utf8' });
  const line =
    "MachineError ENOTSUP cannot compute MD5 digests: this system's OpenSSL does not provide them (ENOTSUP); a FIPS policy may forbid them: use another digest or another host\n";
  expect(stdout).toBe(`${line}${line}false\n`);
});

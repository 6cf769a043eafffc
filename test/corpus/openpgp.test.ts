/** The corpus' own writer of OpenPGP, held against GnuPG and rpm. */
import { generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { armored, certificate } from '../../corpus/openpgp/certificate.ts';
import { keyIdOf, signaturePacket } from '../../corpus/openpgp/signature-packet.ts';
import type { SigningKey } from '../../corpus/openpgp/signing-key.ts';
import { EXPIRED, SIGNER } from '../../corpus/openpgp/throwaway-keys.ts';
import { rpmAbsent, run, suiteUnless, withTemporary } from './real-rpm.ts';

const RSA: SigningKey = {
  privateKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey,
  created: 1_500_000_000,
  userId: 'RSA <rsa@corpus.invalid>',
};

const gpgAbsent = run('gpg', ['--version']).ok ? undefined : 'gpg is not installed';

suiteUnless(gpgAbsent, 'gpg', () => {
  test.each([
    ['Ed25519', SIGNER],
    ['RSA', RSA],
  ])('imports the certificate and verifies the signature: %s', async (_, key) => {
    const output = await withTemporary((directory) => {
      const gpg = (...args: string[]) =>
        run('gpg', ['--homedir', '.', '--batch', ...args], directory);
      writeFileSync(join(directory, 'key.asc'), armored(certificate(key)));
      writeFileSync(join(directory, 'data'), 'some data');
      writeFileSync(
        join(directory, 'data.sig'),
        signaturePacket(key, [Buffer.from('some '), Buffer.from('data')]),
      );
      gpg('--import', 'key.asc');
      const verified = gpg('--verify', 'data.sig', 'data');
      run('gpgconf', ['--homedir', directory, '--kill', 'all']);
      return verified.output;
    });
    expect(output).toContain(`Good signature from "${key.userId}"`);
  });

  test('sees when a key expires, and that it is revoked', async () => {
    const shown = async (bytes: Uint8Array) =>
      await withTemporary((directory) => {
        writeFileSync(join(directory, 'key'), bytes);
        return run('gpg', ['--homedir', directory, '--batch', '--show-keys', 'key'], directory)
          .output;
      });
    expect(await shown(certificate(EXPIRED, { lifetime: 86_400 }))).toContain(
      'expired: 2017-07-15',
    );
    expect(await shown(certificate(SIGNER, { revoked: true }))).toContain('revoked');
  });
});

suiteUnless(rpmAbsent, 'rpmkeys', () => {
  test('imports the certificates', async () => {
    const output = await withTemporary((directory) => {
      writeFileSync(join(directory, 'keys'), armored(certificate(SIGNER)));
      writeFileSync(join(directory, 'rsa'), armored(certificate(RSA)));
      run('rpmkeys', ['--dbpath', directory, '--import', 'keys', 'rsa'], directory);
      return run('rpm', ['--dbpath', directory, '-qa', 'gpg-pubkey']).output;
    });
    for (const key of [SIGNER, RSA]) {
      expect(output).toContain(Buffer.from(keyIdOf(key)).toString('hex').slice(-8));
    }
  });
});

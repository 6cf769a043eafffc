/** Packages signed by rpmsign with keys of GnuPG: our verdicts are those of rpmkeys. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, test } from 'vitest';
import { missingTool } from '../../../corpus/build/build-package.ts';
import { takeApart } from '../../../corpus/mutate/package-parts.ts';
import { byTag, withSignature } from '../../../corpus/mutate/signature-parts.ts';
import { packageBytes } from '../../../corpus/package-bytes.ts';
import { encodeHeader } from '../../../corpus/writer/header-blob.ts';
import { binary } from '../../../corpus/writer/header-entry.ts';
import { SIGNATURE_TAG } from '../../../corpus/writer/tags.ts';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import type { CheckedSignature } from '../../../src/package/signatures/check-signatures.ts';
import { readKeyRing } from '../../../src/package/signatures/key-ring.ts';
import { installImpossible, run, suiteUnless } from '../../corpus/real-rpm.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { rpmkeysLines } from './rpmkeys-referee.ts';

const RPM_WORDS: Readonly<Record<string, string>> = {
  good: 'OK',
  bad: 'BAD',
  'key-missing': 'NOKEY',
};

const KEY_KINDS = ['rsa2048', 'ed25519', 'dsa2048', 'nistp256'] as const;

suiteUnless(missingTool() ?? installImpossible, 'rpmsign', () => {
  let directory = '';
  let home = '';
  const gpg = (...args: string[]) => {
    const { ok, output } = run('gpg', ['--homedir', home, '--batch', '--passphrase', '', ...args]);
    if (!ok) throw new Error(output);
    return output;
  };
  /** The file of the public key. */
  const keyFile = (name: string) => join(directory, `${name}.asc`);

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'rpmcow-sign-'));
    home = join(directory, 'gnupg');
    mkdirSync(home, { mode: 0o700 });
    for (const kind of KEY_KINDS) gpg('--quick-generate-key', kind, kind, 'sign', 'never');
    gpg('--quick-generate-key', 'primary', 'rsa2048', 'cert', 'never');
    const [fingerprint = ''] =
      /[0-9A-F]{40}/.exec(gpg('--with-colons', '--list-keys', 'primary')) ?? [];
    gpg('--quick-add-key', fingerprint, 'rsa2048', 'sign', 'never');
    for (const name of [...KEY_KINDS, 'primary']) {
      gpg('--armor', '--output', keyFile(name), '--export', name);
    }
  }, 60_000);

  afterAll(() => {
    run('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(directory, { recursive: true, force: true });
  });

  async function signedWith(name: string): Promise<Uint8Array> {
    const path = join(directory, `${name}.rpm`);
    writeFileSync(path, await packageBytes('plain'));
    const program = run('sh', ['-c', 'command -v gpg']).output.trim();
    const macros = [`__gpg ${program}`, `_gpg_path ${home}`, `_gpg_name ${name}`];
    const defines = macros.flatMap((macro) => ['--define', macro]);
    const { ok, output } = run('rpmsign', [...defines, '--rpmv3', '--addsign', path]);
    if (!ok) throw new Error(output);
    return readFileSync(path);
  }

  async function verdictsOf(bytes: Uint8Array, ...names: string[]): Promise<string[]> {
    const keys = await readKeyRing(names.map(keyFile));
    const { signatures } = await gatherFacts(bytesSource(bytes), { payload: true, keys });
    return signatures.map(wordOf);
  }

  function wordOf({ covers, verdict: { kind } }: CheckedSignature): string {
    const { [kind]: word = kind } = RPM_WORDS;
    return covers === 'header' ? `Header ${word}` : word;
  }

  /** The same words from rpm. */
  async function rpmVerdictsOf(bytes: Uint8Array, ...names: string[]): Promise<string[]> {
    const keys = names.map((name) => readFileSync(keyFile(name), 'utf8'));
    const lines = (await rpmkeysLines(bytes, keys)).filter((line) => line.includes('Signature'));
    return lines.map(
      (line) => `${line.startsWith('    Header') ? 'Header ' : ''}${line.split(': ')[1]}`,
    );
  }

  test.each(['rsa2048', 'ed25519', 'dsa2048'])('by %s', async (name) => {
    const bytes = await signedWith(name);
    expect(await verdictsOf(bytes, name)).toEqual(['Header OK', 'OK']);
    expect(await rpmVerdictsOf(bytes, name)).toEqual(['Header OK', 'OK']);

    expect(await verdictsOf(bytes, 'nistp256')).toEqual(['Header NOKEY', 'NOKEY']);
    expect(await rpmVerdictsOf(bytes)).toEqual(['Header NOKEY', 'NOKEY']);

    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(damaged.length - 20) ^ 1, damaged.length - 20);
    expect(await verdictsOf(damaged, name)).toEqual(['Header OK', 'BAD']);
    expect(await rpmVerdictsOf(damaged, name)).toEqual(['Header OK', 'BAD']);
  });

  it('by a subkey, which rpm 4.18 knows by its own ID', async () => {
    const bytes = await signedWith('primary');
    expect(await verdictsOf(bytes, 'primary')).toEqual(['Header OK', 'OK']);
    expect(await rpmVerdictsOf(bytes, 'primary')).toEqual(['Header OK', 'OK']);
  });

  it('finds the right one among many keys', async () => {
    const bytes = await signedWith('ed25519');
    const together = join(directory, 'together.asc');
    writeFileSync(
      together,
      ['dsa2048', 'ed25519', 'primary'].map((name) => readFileSync(keyFile(name))).join('\n'),
    );
    expect(await verdictsOf(bytes, 'rsa2048', 'together')).toEqual(['Header OK', 'OK']);
  });

  it('not by ECDSA, which rpm 4.18 does not know: GnuPG signs instead', async () => {
    const bytes = await packageBytes('plain');
    const path = join(directory, 'header');
    writeFileSync(path, encodeHeader(takeApart(bytes).main));
    gpg('--local-user', 'nistp256', '--output', `${path}.sig`, '--detach-sign', path);
    const signature = binary(SIGNATURE_TAG.DSA, readFileSync(`${path}.sig`));
    const signed = withSignature(bytes, (shape) => ({
      ...shape,
      entries: byTag([...shape.entries, signature]),
    }));
    expect(await verdictsOf(signed, 'nistp256')).toEqual(['Header OK']);
    expect(await verdictsOf(signed, 'rsa2048')).toEqual(['Header NOKEY']);
  });
});

/** Metadata that lies, leads astray or explodes: each ends in a clear error, in bounded memory. */
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Repository } from '../../../src/audit/repository.ts';
import { RepositoryError } from '../../../src/audit/sources/repository-error.ts';
import { scratchDirectory } from '../../io/scratch.ts';
import {
  createrepo,
  type Forgery,
  forgePrimary,
  hasCreaterepo,
  placeAt,
} from '../../support/scratch-repository.ts';
import { failureOf, locationsOf, openOne } from './opening.ts';

const PACKAGES = ['no-files.rpm', 'plain.rpm', 'with-epoch.rpm'];
const LIE = '0'.repeat(64);
const MEBIBYTE = 1024 * 1024;

/** Made once, then copied. */
let sound: string | undefined;

beforeAll(async () => {
  if (!hasCreaterepo()) return;
  sound = mkdtempSync(join(tmpdir(), 'sound-repository-'));
  await placeAt(sound, ...PACKAGES);
  createrepo(sound);
});

afterAll(() => {
  if (sound !== undefined) rmSync(sound, { recursive: true });
});

async function forged(forgery: Forgery): Promise<Repository> {
  const root = scratchDirectory();
  cpSync(sound!, root, { recursive: true });
  forgePrimary(root, forgery);
  return await openOne(root);
}

describe.runIf(hasCreaterepo())('primary', () => {
  const CASES: readonly (readonly [
    what: string,
    forgery: Forgery,
    error: { readonly code: string; readonly message: RegExp },
    /** Undefined where it depends on how far the codec gets. */
    listed: number | undefined,
  ])[] = [
    [
      'of another checksum',
      { claims: { checksum: LIE } },
      { code: 'CHECKSUM', message: /forged-primary: expected sha256 0{64}, found [0-9a-f]{64}/ },
      0,
    ],
    [
      'of another size',
      { claims: { size: 1234 } },
      { code: 'SIZE', message: /expected 1234 bytes, found \d+/ },
      0,
    ],
    [
      'larger than stated',
      { claims: { size: 3 } },
      { code: 'TOO_LARGE', message: /expected at most 3 bytes, found \d+/ },
      0,
    ],
    [
      'with another checksum inside',
      { claims: { openChecksum: LIE } },
      { code: 'CHECKSUM', message: /forged-primary, decompressed: expected sha256 0{64}/ },
      3,
    ],
    [
      'shorter inside than stated',
      { claims: { openSize: 99_999 } },
      { code: 'SIZE', message: /decompressed: expected 99999 bytes, found \d+/ },
      3,
    ],
    [
      'longer inside than stated',
      { claims: { openSize: 99 } },
      { code: 'TOO_LARGE', message: /at most 99 bytes, what repomd.xml states/ },
      0,
    ],
    [
      'cut off',
      { compress: (xml) => gzipSync(xml).subarray(0, -20) },
      { code: 'MALFORMED', message: /./ },
      undefined,
    ],
    [
      'with a bit flipped',
      { compress: (xml) => flipped(gzipSync(xml)) },
      { code: 'MALFORMED', message: /at compressed byte \d+/ },
      undefined,
    ],
    [
      'that is a zchunk file',
      { compress: (xml) => Buffer.concat([Buffer.from('\0ZCK1'), xml]) },
      { code: 'UNSUPPORTED', message: /zchunk, which is not read/ },
      0,
    ],
    [
      'that is anything',
      { compress: () => Buffer.from('anything at all') },
      { code: 'UNSUPPORTED', message: /neither XML nor compressed/ },
      0,
    ],
    [
      'that is empty',
      { compress: () => Buffer.alloc(0) },
      { code: 'MALFORMED', message: /document must contain a root element/ },
      0,
    ],
    [
      'of other XML',
      { edit: () => '<html><body>404</body></html>' },
      { code: 'MALFORMED', message: /expected <metadata> with packages, found <"html">/ },
      0,
    ],
    [
      'with a document type',
      { edit: (xml) => xml.replace('<metadata', '<!DOCTYPE x [<!ENTITY a "b">]><metadata') },
      { code: 'MALFORMED', message: /expected no document type/ },
      0,
    ],
    [
      'with entities in entities',
      { edit: (xml) => xml.replace('<summary>', '<summary>&lol;') },
      { code: 'MALFORMED', message: /undefined entity/ },
      0,
    ],
    [
      'of packages without end',
      {
        edit: (xml) => xml.replace('</metadata>', '<package></package>'.repeat(2 * MEBIBYTE)),
        compress: zstdCompressSync,
        claims: { openSize: undefined, openChecksum: undefined },
      },
      { code: 'TOO_LARGE', message: /at most \d+ bytes, what a list of packages of \d+ bytes may/ },
      3,
    ],
    [
      'of a stated gigabyte',
      {
        edit: () => '',
        compress: () => zstdCompressSync(Buffer.alloc(64 * MEBIBYTE, '<a></a>')),
        claims: { openSize: 1024 * MEBIBYTE },
      },
      { code: 'MALFORMED', message: /expected <metadata>/ },
      0,
    ],
    [
      'of white space without end',
      {
        compress: () => gzipSync(Buffer.alloc(64 * MEBIBYTE, ' ')),
        claims: { openSize: undefined },
      },
      { code: 'MALFORMED', message: /expected no tag, text or comment over 1048576/ },
      0,
    ],
    [
      'that is somewhere else',
      { claims: { href: '../../etc/passwd' } },
      { code: 'OUTSIDE', message: /the address of primary is leading out of its directory/ },
      0,
    ],
    [
      'at a URL',
      { claims: { href: 'http://elsewhere/primary.xml' } },
      { code: 'OUTSIDE', message: /is a URL: "http:\/\/elsewhere\/primary.xml"/ },
      0,
    ],
    [
      'that is not there',
      { claims: { href: 'repodata/none.xml' } },
      { code: 'ENOENT', message: /cannot open .*repodata\/none.xml/ },
      0,
    ],
    [
      'only as zchunk',
      { claims: { type: 'primary_zck' } },
      { code: 'MISSING', message: /expected data of type primary, found "primary_zck"/ },
      0,
    ],
  ];

  test.each(CASES)('%s ends the listing', async (_, forgery, { code, message }, listed) => {
    const failure = await failureOf(await forged(forgery));
    expect(failure.error).toMatchObject({ code });
    if (listed !== undefined) expect(failure.listed).toBe(listed);
    expect((failure.error as Error).message).toMatch(message);
  });

  test('with nothing stated of it is read all the same', async () => {
    const claims = {
      size: undefined,
      openSize: undefined,
      checksum: undefined,
      openChecksum: undefined,
    };
    expect(await locationsOf(await forged({ claims }))).toHaveLength(3);
  });

  test.each([
    ['../plain.rpm', 'leading out of its directory'],
    ['/etc/passwd', 'absolute'],
    ['file:///etc/passwd', 'a URL'],
    ['%2e%2e/plain.rpm', 'leading out of its directory'],
    ['a\\..\\plain.rpm', 'with a backslash'],
    ['a%00.rpm', 'with control characters'],
    ['a&#10;.rpm', 'with control characters'],
  ])('lists a package at %j: told, left out, and the others go on', async (href, why) => {
    const repository = await forged({
      edit: (xml) => xml.replace('href="plain.rpm"', `href="${href}"`),
    });
    expect((await locationsOf(repository)).sort()).toEqual(['no-files.rpm', 'with-epoch.rpm']);
    expect(repository.troubles[0]).toMatch(`left out, as its address is ${why}: "`);
    expect(repository.troubles.join()).not.toMatch(/\p{Cc}/u);
  });

  test('lists packages relative to another address: told and left out', async () => {
    const edit = (xml: string) =>
      xml.replace('<location ', '<location xml:base="http://elsewhere/" ');
    const repository = await forged({ edit });
    expect(await locationsOf(repository)).toHaveLength(2);
    expect(repository.troubles[0]).toMatch(/^left out, as its address is relative to another/);
  });

  test('announces more than it lists: told, whenever it is read', async () => {
    const edit = (xml: string) => xml.replace('packages="3"', 'packages="5"');
    const repository = await forged({ edit });
    for (let reading = 0; reading < 2; reading++) {
      expect(await locationsOf(repository)).toHaveLength(3);
      expect(repository.announced).toBe(5);
      expect(repository.troubles).toEqual(['another number of packages than announced: 3 for 5']);
    }
  });

  test('lists a package twice: once', async () => {
    const edit = (xml: string) => xml.replace('href="no-files.rpm"', 'href="plain.rpm"');
    const repository = await forged({ edit });
    expect((await locationsOf(repository)).sort()).toEqual(['plain.rpm', 'with-epoch.rpm']);
    expect(repository.troubles).toContain(
      'listed more than once, where the first counts: "plain.rpm"',
    );
  });

  test('lists packages of which it says too little: told and left out', async () => {
    const edit = (xml: string) => xml.replace(/<size package="\d+"/, '<size');
    const repository = await forged({ edit });
    expect(await locationsOf(repository)).toHaveLength(2);
    expect(repository.troubles[0]).toMatch(/^left out, as its size is missing or no number: "/);
  });
});

describe('repomd.xml', () => {
  const rootWith = (repomd: string) => {
    const root = scratchDirectory();
    mkdirSync(join(root, 'repodata'));
    writeFileSync(join(root, 'repodata/repomd.xml'), repomd);
    return root;
  };

  test.each([
    ['is empty', '', /must contain a root element/],
    ['is no metadata', '<html></html>', /repomd.xml: expected <repomd>/],
    ['is cut off', '<repomd><data type="primary">', /unclosed tag/],
    ['names nothing', '<repomd/>', /expected data of type primary, found nothing/],
  ])('that %s ends the listing', async (_, repomd, message) => {
    const { error } = await failureOf(await openOne(rootWith(repomd)));
    expect(error).toBeInstanceOf(RepositoryError);
    expect((error as Error).message).toMatch(message);
  });

  test('of megabytes is not read', async () => {
    const root = rootWith('<repomd>');
    appendFileSync(join(root, 'repodata/repomd.xml'), Buffer.alloc(5 * MEBIBYTE, ' '));
    const { error } = await failureOf(await openOne(root));
    expect(error).toMatchObject({ code: 'TOO_LARGE' });
  });
});

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[copy.length >> 1]! ^= 0x55;
  return copy;
}

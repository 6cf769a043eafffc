/**
 * Audits of repositories that fail, by the program itself: each fault is told of, costs nothing but
 * what it hits, and takes no more memory and time than a sound repository.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditedPackage } from '../../src/audit/audit.ts';
import { RPMCOW, run, scratch } from '../cli/programs.ts';
import { measuredRun } from '../memory/measured-run.ts';
import { selfSigned } from '../support/certificates.ts';
import { startFaultyServer } from '../support/faulty-server.ts';
import {
  createrepo,
  type Forgery,
  forgePrimary,
  hasCreaterepo,
  placeAt,
} from '../support/scratch-repository.ts';
import { audit, audited } from './auditing.ts';

const SOUND = ['Packages/p/plain.rpm', 'Packages/h/hard-links.rpm'];

/** What a server does, as folders that have it done, and what is fetched in spite of it. */
const OVERCOME = [
  ['refuses for a while (503)', 'status~503~2/plain-xz.rpm'],
  ['resets the first connection', 'reset~1/plain-zstd.rpm'],
  ['breaks off once', 'cut~1000~1/plain-bzip2.rpm'],
  [
    'breaks off once, and cannot say whether the file is the same',
    'cut~1000~1/no-validator/plain-lzma.rpm',
  ],
  ['sends another range than it was asked for', 'wrong-range~1/digests-md5.rpm'],
  ['ignores ranges', 'no-ranges/digests-sha1.rpm'],
  ['ignores ranges and says no length', 'no-ranges/chunked/digests-sha224.rpm'],
  ['does not say how long the file is', 'no-total/digests-sha384.rpm'],
] as const;

/** What is in vain, and what is said of it. */
const IN_VAIN = [
  ['refuses for good (503)', 'status~503~99/crc-archive.rpm', 'HTTP_503'],
  ['has lost a file', 'status~404~99/long-sizes.rpm', 'HTTP_404'],
  ['breaks off again and again', 'cut~1000~99/no-files.rpm', 'TRUNCATED'],
  ['redirects in a circle', 'loop/with-epoch.rpm', 'REDIRECTS'],
  ['speaks something else', 'garbage/stripped-archive.rpm', 'PROTOCOL'],
  ['encodes what is not encoded', 'gzip/reversed-archive.rpm', 'ENCODING'],
] as const;

const FAULTY = [...OVERCOME, ...IN_VAIN].map(([, location]) => location);
const MOST_MIB = 250;
const TIME_LIMIT_MS = 120_000;
const MEBIBYTE = 1024 * 1024;

/** A repository of sound packages, in whose folders a server is to fail, and what a directory's audit says. */
let root = '';
let truth: readonly AuditedPackage[] = [];
let files: Readonly<Record<string, Buffer>> = {};

const hasTools = hasCreaterepo();

beforeAll(async () => {
  if (!hasTools) return;
  root = mkdtempSync(join(tmpdir(), 'faults-'));
  await placeAt(root, ...SOUND, ...FAULTY);
  createrepo(root);
  files = filesIn(root);
  const first = `${root}.sqlite`;
  await audit([root], first);
  truth = audited(first).packages;
  rmSync(first);
});

afterAll(() => {
  if (root !== '') rmSync(root, { recursive: true });
});

let state = '';
beforeEach(() => {
  state = join(scratch(), 'state.sqlite');
});

async function repositoryOf(...packages: readonly string[]): Promise<string> {
  const folder = scratch();
  await placeAt(folder, ...packages);
  createrepo(folder);
  return folder;
}

/** By their names, as the server wants them. */
function filesIn(folder: string): Readonly<Record<string, Buffer>> {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name, parentPath }) => [name, readFileSync(join(parentPath, name))]),
  );
}

function command(...sources: readonly string[]): string[] {
  return [RPMCOW, 'audit', ...sources, '--state', state];
}

/** What is said of the packages of one repository, as if it were the directory. */
function foundIn(repository: string): readonly AuditedPackage[] {
  return audited(state)
    .packages.filter((pkg) => pkg.repository === repository)
    .map((pkg) => ({ ...pkg, repository: root }));
}

describe.runIf(hasTools)('a server', () => {
  test(
    'that fails in every way costs what cannot be had, until it can be had',
    async () => {
      const { url } = await startFaultyServer(files);
      const { status, peak } = await measuredRun(command(url), { timeLimit: TIME_LIMIT_MS });
      expect(status).toBe(3);
      expect(peak).toBeLessThan(MOST_MIB);
      const found = new Map(foundIn(url.slice(0, -1)).map((pkg) => [pkg.location, pkg]));
      for (const pkg of truth) {
        const { location } = pkg;
        const [, , code] = IN_VAIN.find((each) => each[1] === location) ?? [];
        if (code === undefined) expect(found.get(location), location).toEqual(pkg);
        else
          expect(found.get(location), location).toMatchObject({ record: null, trouble: { code } });
      }
      expect(found.size).toBe(truth.length);

      const progress = await audit([root], state, { ruleSet: audited(state).ruleSet });
      expect(progress.packages - progress.known).toBe(IN_VAIN.length);
      expect(foundIn(root)).toEqual(truth);
    },
    TIME_LIMIT_MS,
  );

  test(
    'whose metadata cannot be had is told of, and the others are audited',
    async () => {
      const { url } = await startFaultyServer(files);
      const faults = [
        ['status~503~99', /HTTP_503/],
        ['status~404~99', /HTTP_404/],
        ['cut~100~99', /TRUNCATED/],
        ['loop', /REDIRECTS/],
        ['garbage', /PROTOCOL/],
        ['to~http%3A%2F%2F127.0.0.1%3A1%2F', /CONNECTION/],
      ] as const;
      const sources = faults.map(([fault]) => `${url}${fault}`);
      const request = { timeLimit: TIME_LIMIT_MS };
      const { status, stdout } = await run(command(...sources, root), request);
      expect(status).toBe(3);
      const { repositories } = audited(state);
      for (const [position, [fault, message]] of faults.entries()) {
        expect(repositories[position]!.troubles.join(), fault).toMatch(message);
        expect(stdout.toString()).toContain(sources[position]);
      }
      expect(foundIn(root)).toEqual(truth);
    },
    TIME_LIMIT_MS,
  );

  test(
    'that nobody vouches for is not believed; with its authority it is',
    async () => {
      const { cert, key, file } = selfSigned('faults');
      const own = await repositoryOf(...SOUND);
      const { url } = await startFaultyServer(filesIn(own), { cert, key });
      const refused = await run(command(url));
      expect(refused.status).toBe(3);
      const [repository] = audited(state).repositories;
      expect(repository!.troubles.join()).toMatch(/TLS/);
      expect(repository!.tally.packages).toBe(0);

      await run([...command(url), '--ca', file], { timeLimit: TIME_LIMIT_MS });
      expect(foundIn(url.slice(0, -1))).toEqual(
        truth.filter(({ location }) => SOUND.includes(location)),
      );
    },
    TIME_LIMIT_MS,
  );

  test.each([
    ['packages', 'drip~20/no-files.rpm'],
    ['headers', 'slow-headers/no-files.rpm'],
    ['answer', 'silent/no-files.rpm'],
  ])('that sends its %s too slowly costs that package only', async (_, slow) => {
    const own = await repositoryOf(...SOUND, slow);
    const { url } = await startFaultyServer(filesIn(own));
    const limits = { attempts: 2, headers: 300, window: 300, firstPause: 10 };
    expect(await audit([url], state, { limits })).toMatchObject({ packages: 3, troubled: 1 });
    for (const { location, record, trouble } of audited(state).packages) {
      if (location === slow) expect(trouble?.code).toBe('TIMEOUT');
      else expect(record).toEqual(truth.find((pkg) => pkg.location === location)!.record);
    }
  });
});

/** Metadata that lies or means harm, and what is said of it. */
const FORGERIES: readonly (readonly [what: string, forgery: Forgery, message: RegExp])[] = [
  ['checksum', { claims: { checksum: '0'.repeat(64) } }, /expected sha256 0{64}, found/],
  ['size', { claims: { size: 12 } }, /expected at most 12 bytes/],
  ['open-size', { claims: { openSize: 99 } }, /at most 99 bytes/],
  ['open-checksum', { claims: { openChecksum: '0'.repeat(64) } }, /decompressed: expected sha256/],
  ['elsewhere', { claims: { href: '../../../etc/passwd' } }, /leading out of its directory/],
  ['announced', { edit: (xml) => xml.replace(/packages="\d+"/, 'packages="999"') }, /for 999/],
  [
    'doctype',
    { edit: (xml) => xml.replace('<metadata', '<!DOCTYPE x [<!ENTITY a "b">]><metadata') },
    /expected no document type/,
  ],
  [
    'external-entity',
    {
      edit: (xml) => xml.replace('<metadata', '<!DOCTYPE x SYSTEM "file:///etc/passwd"><metadata'),
    },
    /expected no document type/,
  ],
  [
    'bomb',
    {
      edit: (xml) => xml.replace('</metadata>', '<package></package>'.repeat(2 * MEBIBYTE)),
      compress: zstdCompressSync,
      claims: { openSize: undefined, openChecksum: undefined },
    },
    /may expand to, found more/,
  ],
  [
    'endless-text',
    {
      edit: (xml) => xml.replace('<summary>', `<summary>${'x'.repeat(32 * MEBIBYTE)}`),
      compress: (xml) => gzipSync(xml, { level: 1 }),
    },
    /over 1048576 characters/,
  ],
  [
    'escaping-package',
    { edit: (xml) => xml.replace(`href="${SOUND[0]}"`, 'href="../../../../etc/passwd"') },
    /left out, as its address is leading out of its directory/,
  ],
  [
    'escaping-by-escapes',
    { edit: (xml) => xml.replace(`href="${SOUND[0]}"`, 'href="%2e%2e/%2e%2e/etc/passwd"') },
    /left out, as its address is leading out of its directory/,
  ],
];

describe.runIf(hasTools)('metadata', () => {
  test(
    'that lies or means harm is told of, in bounded memory, and what is sound is audited',
    async () => {
      const folder = scratch();
      const forged = FORGERIES.map(([what, forgery]) => {
        const copy = join(folder, what);
        cpSync(root, copy, { recursive: true });
        forgePrimary(copy, forgery);
        return copy;
      });
      const { status, peak, stdout } = await measuredRun(command(...forged, root), {
        timeLimit: TIME_LIMIT_MS,
      });
      expect(status).toBe(3);
      expect(peak).toBeLessThan(MOST_MIB);
      const { repositories, packages } = audited(state);
      for (const [position, [what, , message]] of FORGERIES.entries()) {
        const { id, troubles } = repositories[position]!;
        expect(basename(id)).toBe(what);
        expect(troubles.join('\n'), what).toMatch(message);
        expect(stdout.toString()).toContain(id);
        const listed = packages.filter(({ repository }) => repository === id);
        expect(listed.every(({ location }) => truth.some((pkg) => pkg.location === location))).toBe(
          true,
        );
      }
      expect(foundIn(root)).toEqual(truth);
    },
    TIME_LIMIT_MS,
  );
});

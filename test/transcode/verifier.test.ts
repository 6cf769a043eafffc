/**
 * Who verifies a package makes no difference: of what nobody signed our own verification says word
 * for word what rpmkeys says. Where rpmkeys says nothing, it is not asked either.
 */
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { openPackageFile } from '../../src/io/package-input.ts';
import { pump } from '../../src/io/pump.ts';
import { startRpmkeys } from '../../src/io/rpmkeys.ts';
import { type OpenedPackage, readHead } from '../../src/package/read-head.ts';
import { startDigestingThread } from '../../src/transcode/digesting-thread.ts';
import { needsRpmkeys } from '../../src/transcode/needs-rpmkeys.ts';
import { rangesToDigest } from '../../src/transcode/own-verification.ts';
import { startVerifier } from '../../src/transcode/verifier.ts';
import { readLabels } from '../support/labels.ts';
import { randomPackage } from '../support/random-package.ts';
import { seededRandom } from '../support/seeded-random.ts';

const NOT_ASKED = { kind: 'header', lines: undefined } as const;
const MIB = 1024 * 1024;
const AT_ONCE = 4;
const MINUTES = 60_000;

const directory = mkdtempSync(join(tmpdir(), 'verifier-'));
afterAll(() => rmSync(directory, { recursive: true }));

function saved(name: string, bytes: Uint8Array): string {
  const path = join(directory, name);
  writeFileSync(path, bytes);
  return path;
}

/** Both texts; undefined for a package whose head cannot be read, or that is for rpmkeys. */
async function bothTexts(path: string): Promise<{ own: string; rpmkeys: string } | undefined> {
  const input = openPackageFile(path, []);
  try {
    const opened = readable(() => readHead(input.stream));
    if (opened === undefined || needsRpmkeys(opened.head) !== 'nothing') return undefined;
    const verifier = await startVerifier(opened, input, NOT_ASKED);
    await pump(verifier.payload, () => {});
    const { text: own } = await verifier.finish();
    verifier.end();
    const result = await startRpmkeys({ stdin: path }).result;
    if (result.kind !== 'ran') throw new Error(`rpmkeys: ${result.kind}`);
    return { own, rpmkeys: result.text };
  } finally {
    input.close();
  }
}

function readable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/** What is wrong of these packages, and how many of them had something to compare. */
async function compareAll(paths: readonly string[]) {
  const different: unknown[] = [];
  let compared = 0;
  const waiting = [...paths];
  const work = async () => {
    for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
      const texts = await bothTexts(path);
      if (texts === undefined || texts.rpmkeys === '') continue;
      compared++;
      if (texts.own !== texts.rpmkeys) different.push({ path, ...texts });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return { different, compared };
}

describe('of packages that nobody signed, what rpmkeys says', () => {
  const labels = [...readLabels('corpus'), ...readLabels('truth')].map(({ path }) => path);

  test.skipIf(labels.length === 0)(
    'the labelled ones',
    async () => {
      const { different, compared } = await compareAll(labels);
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(300);
    },
    5 * MINUTES,
  );

  test(
    'the corpus',
    async () => {
      const names = MANIFEST.filter(({ kind }) => kind !== 'spec').map(({ name }) => name);
      const paths = await Promise.all(
        names.map(async (name) => saved(`corpus-${name}.rpm`, await packageBytes(name))),
      );
      const { different, compared } = await compareAll(paths);
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(100);
    },
    5 * MINUTES,
  );

  test(
    'random ones, whole and with a few bytes changed',
    async () => {
      const random = seededRandom(20);
      const paths: string[] = [];
      for (let i = 0; i < 60; i++) {
        const bytes = await writePackage(randomPackage(random));
        paths.push(saved(`random-${i}.rpm`, bytes));
        for (let flips = random.between(1, 3); flips > 0; flips--) {
          bytes[random.between(96, bytes.length - 1)]! ^= random.between(1, 255);
        }
        paths.push(saved(`changed-${i}.rpm`, bytes));
      }
      const { different, compared } = await compareAll(paths);
      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(60);
    },
    5 * MINUTES,
  );
});

test.each([
  ['plain', 'nothing'],
  ['format-v3', 'nothing'],
  ['only-md5', 'nothing'],
  ['signed-by-known-key', 'whole'],
  ['format-v6', 'whole'],
])('of %s this is for rpmkeys: %s', async (name, expected) => {
  const bytes = await packageBytes(name);
  const input = openPackageFile(saved(`needs-${name}.rpm`, bytes), []);
  expect(needsRpmkeys(readHead(input.stream).head)).toBe(expected);
  input.close();
});

describe('a large package', () => {
  /** Some of its bytes are not those of its digests, if asked. */
  async function largePackage(name: string, damage: 'sound' | 'damaged'): Promise<string> {
    const content = new Uint8Array(40 * MIB).fill(7);
    const bytes = await writePackage({
      name: 'large',
      compressor: 'none',
      files: [{ type: 'regular', path: '/opt/large', content }],
    });
    if (damage === 'damaged') bytes[20 * MIB]! ^= 1;
    return saved(name, bytes);
  }

  function opened(path: string) {
    const input = openPackageFile(path, []);
    const { head, payload }: OpenedPackage = readHead(input.stream);
    const start = () => {
      const part = { start: head.main.offset, end: input.size! };
      return startDigestingThread(input.source!.fd, part, rangesToDigest(head));
    };
    return { input, head, payload, start };
  }

  test.each(['sound', 'damaged'] as const)('that is %s: what rpmkeys says', async (damage) => {
    const path = await largePackage(`${damage}.rpm`, damage);
    const { own, rpmkeys } = (await bothTexts(path))!;
    expect(own).toBe(rpmkeys);
    expect(own.includes('MD5 digest: BAD')).toBe(damage === 'damaged');
  });

  test('a thread reads all of it', async () => {
    const { input, head, start } = opened(await largePackage('thread.rpm', 'sound'));
    const thread = (await start())!;
    const digests = await thread.finish();
    thread.end();
    input.close();
    expect(digests?.size).toBe(rangesToDigest(head).length);
  });

  test('a thread may be ended before it is done, and twice', async () => {
    const { input, start } = opened(await largePackage('ended.rpm', 'sound'));
    const thread = (await start())!;
    thread.end();
    input.close();
    thread.end();
  });

  test('that becomes shorter has the digests of what is left', async () => {
    const path = await largePackage('shorter.rpm', 'sound');
    const { input, head, payload, start } = opened(path);
    truncateSync(path, MIB);
    const thread = (await start())!;
    expect(await thread.finish()).toBeUndefined();
    thread.end();
    const verifier = await startVerifier({ head, payload }, input, NOT_ASKED);
    const { rc, text } = await verifier.finish();
    verifier.end();
    input.close();
    expect(rc).toBe(2);
    expect(text).toContain('MD5 digest: BAD');
  });
});

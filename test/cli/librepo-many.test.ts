/**
 * librepo's whole protocol: 200 packages in three downloads at a time, as dnf does it, two from slow
 * mirrors and one given up half-way.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { signedByKnownKey } from '../../corpus/mutate/signing-mutators.ts';
import { type DownloadResult, download, type Line } from '../support/librepo-stand-in.ts';
import { environment, findings, RPM2EXTENTS, samplePackage, scratch } from './programs.ts';

const PACKAGES = 200;
const AT_ONCE = 3;
const MINUTES = 60_000;

const COMPRESSORS = ['gzip', 'zstd', 'xz', 'bzip2', 'none'] as const;
const LINES: ReadonlyMap<number, Line> = new Map([
  [5, { piece: 2000, pause: 300 }],
  [17, { piece: 700, pause: 100 }],
  [40, { piece: 2000, pause: 20, cancelledAt: 6000 }],
]);
/** A package that comes out as it went in: nobody here knows its key. */
const SIGNED = 60;

async function packageOf(number: number): Promise<Uint8Array> {
  const content = `content of package ${number}\n`.repeat(100 * (number % 30));
  const bytes = await samplePackage({
    name: `package-${number}`,
    compressor: COMPRESSORS[number % COMPRESSORS.length]!,
    files: [
      { path: '/opt', type: 'directory' },
      { path: `/opt/${number}`, type: 'regular', content },
      { path: `/opt/${number}.link`, type: 'symlink', target: `${number}` },
    ],
  });
  return number === SIGNED ? signedByKnownKey(bytes) : bytes;
}

/** Processes that were started with this in their environment, and theirs. */
function running(mark: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    try {
      return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(mark);
    } catch {
      return false; // No process, or one that has ended meanwhile.
    }
  });
}

it(
  'serves 200 packages, and leaves nothing running',
  async () => {
    const directory = scratch();
    const mark = randomUUID();
    const env = environment({ RPMCOW_TEST: mark });
    const setting = `${RPM2EXTENTS} SHA256`;
    const results = new Map<number, DownloadResult>();
    const target = (number: number) => join(directory, `package-${number}.rpm`);
    const waiting = Array.from({ length: PACKAGES }, (_, number) => number);
    let mostAtOnce = 0;
    const downloadNext = async () => {
      for (let number = waiting.shift(); number !== undefined; number = waiting.shift()) {
        const line = LINES.get(number);
        const request = {
          ...{ setting, env, target: target(number), algorithm: 'sha256' },
          ...{ bytes: await packageOf(number), ...(line && { line }) },
        };
        const downloading = download(request);
        mostAtOnce = Math.max(mostAtOnce, running(mark).length);
        results.set(number, await downloading);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, downloadNext));

    expect(running(mark)).toEqual([]);
    expect(mostAtOnce).toBeGreaterThanOrEqual(AT_ONCE);
    expect(results.size).toBe(PACKAGES);
    for (const [number, { outcome, stderr }] of results) {
      const isCancelled = LINES.get(number)?.cancelledAt !== undefined;
      const expected = isCancelled ? 'cancelled' : number === SIGNED ? 'hashed' : 'stored';
      expect({ number, outcome, stderr }).toEqual({ number, outcome: expected, stderr: '' });
      if (expected === 'stored') expect(await findings(readFileSync(target(number)))).toEqual([]);
    }
    const cancelled = readFileSync(target(40));
    expect(Buffer.compare(cancelled, (await packageOf(40)).subarray(0, 6000))).toBe(0);
  },
  10 * MINUTES,
);

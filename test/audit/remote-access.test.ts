/** What is read of packages behind a server, against their whole bytes. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { MANIFEST } from '../../corpus/manifest.ts';
import { packageBytes } from '../../corpus/package-bytes.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { toHex } from '../../native-free-parsers/bytes/hex.ts';
import { PackageHeadParser } from '../../native-free-parsers/package-head.ts';
import type { ListedPackage } from '../../src/audit/repository.ts';
import { createRemoteAccess } from '../../src/audit/sources/remote-access.ts';
import { faultIn, testClient } from '../io/http/fetching.ts';
import { openDescriptors } from '../io/scratch.ts';
import { startFaultyServer } from '../support/faulty-server.ts';
import { hasNginx, startNginx } from '../support/nginx.ts';
import { seededRandom } from '../support/seeded-random.ts';

const { signal } = new AbortController();
const noise = (size: number) => toHex(seededRandom(2).bytes(size / 2));
/** A small header and a large payload. */
const long = await writePackage({
  name: 'long',
  compressor: 'none',
  files: [{ type: 'regular', path: '/opt/long', content: noise(400_000) }],
});
/** A header of several hundred kilobytes, and a payload as large. */
const wide = await writePackage({
  name: 'wide',
  compressor: 'none',
  files: Array.from({ length: 3000 }, (_, at) => ({
    type: 'regular' as const,
    path: `/opt/wide/${at}`,
    content: `${at}`.repeat(30),
  })),
});

type Range = { readonly start: number; readonly end: number } | null;

function listed(location: string, size: number, headerRange: Range): ListedPackage {
  const names = { name: 'n', epoch: '0', version: '1', release: '1', arch: 'noarch' };
  const checksum = { checksumType: 'sha256', checksum: '00' };
  const listing = { location, packageSize: size, headerRange, ...checksum, ...names };
  return { location, checksum: 'sha256:00', size, listing };
}

/** What the parser makes of some first bytes: where the head ends, or why it cannot be read. */
function headOf(bytes: Uint8Array): { readonly end: number } | { readonly error: string } {
  const parser = new PackageHeadParser();
  try {
    parser.push(bytes);
    return { end: parser.finish().bytes.length };
  } catch (error) {
    return { error: String(error) };
  }
}

function endOf(bytes: Uint8Array): number {
  const head = headOf(bytes);
  if ('error' in head) throw new Error(head.error);
  return head.end;
}

/** Same size, so that only the content differs. */
function expectStart(start: Uint8Array, bytes: Uint8Array): void {
  const head = headOf(bytes);
  expect(headOf(start)).toEqual(head);
  expect(Buffer.compare(start, bytes.subarray(0, start.length))).toBe(0);
  if ('end' in head) expect(start.length).toBe(head.end);
}

function folderOf(files: ReadonlyMap<string, Uint8Array>): string {
  const folder = mkdtempSync(join(tmpdir(), 'remote-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
  return folder;
}

describe.skipIf(!hasNginx())('behind nginx', () => {
  test('every package of the corpus, whatever metadata says of its header', async () => {
    const files = new Map<string, Uint8Array>();
    for (const { name, kind } of MANIFEST) {
      if (kind !== 'spec') files.set(`${name}.rpm`, await packageBytes(name));
    }
    expect(files.size).toBeGreaterThan(100);
    const { url } = await startNginx(folderOf(files));
    const access = createRemoteAccess(testClient(), [url]);
    for (const [name, bytes] of files) {
      const head = headOf(bytes);
      const end = 'end' in head ? head.end : 1000;
      const heads = [end, end - 1, 200, end + 50, 1e9, undefined].map((said) => {
        const range = said === undefined ? null : { start: 100, end: said };
        return access.head(listed(name, bytes.length, range), signal);
      });
      for (const fetched of await Promise.all(heads)) {
        expectStart(fetched.start, bytes);
        expect(toHex(fetched.tail), name).toBe(toHex(bytes.slice(-32)));
        expect(fetched.size).toBe(bytes.length);
      }
    }
  });

  test('takes two requests, for the head and for the end', async () => {
    const files = new Map([['long', long]]);
    const nginx = await startNginx(folderOf(files));
    const access = createRemoteAccess(testClient(), [nginx.url]);
    const end = endOf(long);
    const known = await access.head(listed('long', long.length, { start: 1, end }), signal);
    expect(known.transferred).toBe(end + 32);
    const unknown = await access.head(listed('long', long.length, null), signal);
    expect(unknown.transferred).toBe(64 * 1024 + 32);
    expect(unknown.start).toEqual(known.start);
    const tail = `206 32 bytes=${long.length - 32}-${long.length - 1}`;
    expect(nginx.log()).toEqual([
      `206 ${end} bytes=0-${end - 1}`,
      tail,
      `206 ${64 * 1024} bytes=0-${64 * 1024 - 1}`,
      tail,
    ]);
  });

  test('a header beyond the first piece is read on, not from the start', async () => {
    const files = new Map([['wide', wide]]);
    const nginx = await startNginx(folderOf(files));
    const access = createRemoteAccess(testClient(), [nginx.url]);
    const end = endOf(wide);
    expect(end).toBeGreaterThan(200_000);
    for (const range of [null, { start: 1, end: 300 }, { start: 1, end: end - 1 }]) {
      const head = await access.head(listed('wide', wide.length, range), signal);
      expectStart(head.start, wide);
      expect(head.transferred).toBeLessThan(end + 64 * 1024 + 64);
    }
    // Much too far: left when the bytes themselves have said where the header ends.
    const range = { start: 1, end: wide.length };
    const head = await access.head(listed('wide', wide.length, range), signal);
    expectStart(head.start, wide);
    expect(head.transferred).toBeLessThan(end + 256 * 1024);
  });

  test("a size that is not the listed one is the server's", async () => {
    const files = new Map([['long', long]]);
    const nginx = await startNginx(folderOf(files));
    const access = createRemoteAccess(testClient(), [nginx.url]);
    for (const size of [long.length - 7, long.length + 7]) {
      const head = await access.head(listed('long', size, { start: 1, end: 5000 }), signal);
      expect(head.size).toBe(long.length);
      const file = await access.file(listed('long', size, null), signal);
      expect(file.source.size).toBe(long.length);
      file.close();
    }
  });
});

describe('behind a server that does wrong', () => {
  const range = { start: 1, end: endOf(wide) };
  const pkg = (path: string, of = wide) => listed(path, of.length, of === wide ? range : null);

  test('ranges ignored: read up to the end of the header and left, without the last bytes', async () => {
    const server = await startFaultyServer({ wide, long });
    const access = createRemoteAccess(testClient(), [server.url]);
    for (const one of [pkg('no-ranges/wide'), pkg('no-ranges/chunked/long', long)]) {
      const head = await access.head(one, signal);
      expectStart(head.start, one.size === long.length ? long : wide);
      expect(head).toMatchObject({ size: one.size, tail: new Uint8Array(0) });
      expect(head.transferred).toBeLessThan(head.start.length + 256 * 1024);
    }
    expect(server.requests.length).toBe(2);
    await expect.poll(() => server.running()).toBe(0);
  });

  test('wrong ranges: as if they were ignored', async () => {
    const server = await startFaultyServer({ wide });
    const access = createRemoteAccess(testClient(), [server.url]);
    const head = await access.head(pkg('wrong-range~1/wide'), signal);
    expectStart(head.start, wide);
    expect(head).toMatchObject({ size: wide.length, tail: new Uint8Array(0) });
  });

  test('a server that keeps the size to itself', async () => {
    const server = await startFaultyServer({ wide });
    const access = createRemoteAccess(testClient(), [server.url]);
    const head = await access.head(pkg('no-total/wide'), signal);
    expectStart(head.start, wide);
    expect(head).toMatchObject({ size: wide.length, tail: new Uint8Array(0) });
  });

  test('a head that breaks off is resumed', async () => {
    const server = await startFaultyServer({ wide });
    const access = createRemoteAccess(testClient(), [server.url]);
    for (const fault of ['cut~70000~1', 'no-validator/cut~70000~1', 'no-ranges/cut~70000~1']) {
      expectStart((await access.head(pkg(`${fault}/wide`), signal)).start, wide);
    }
  });

  test('a package that becomes another one between head and end', async () => {
    let asked = 0;
    const files = {
      get wide() {
        return wide.subarray(0, wide.length - asked++);
      },
    };
    const server = await startFaultyServer(files);
    const access = createRemoteAccess(testClient(), [server.url]);
    asked = 0;
    expect((await faultIn(access.head(pkg('wide'), signal))).code).toBe('CHANGED');
    await expect.poll(() => server.running()).toBe(0);
  });

  test('what is no package is read as far as it shows that', async () => {
    const page = new Uint8Array(500_000).fill(0x20);
    const server = await startFaultyServer({ page, empty: new Uint8Array(0) });
    const access = createRemoteAccess(testClient(), [server.url]);
    const head = await access.head(listed('page', page.length, { start: 1, end: 400_000 }), signal);
    expect(headOf(head.start)).toEqual(headOf(page));
    expect(head.transferred).toBeLessThan(200_000);
    const empty = await access.head(listed('no-ranges/empty', 5000, null), signal);
    expect(empty).toMatchObject({ size: 0, start: new Uint8Array(0), tail: new Uint8Array(0) });
  });

  test('a header that claims to be as large as can be costs what there is of it', async () => {
    const liar = wide.slice(0, 300_000);
    // The length of the data in the intro of the signature header.
    new DataView(liar.buffer).setUint32(96 + 12, 64 * 1024 * 1024);
    const server = await startFaultyServer({ liar });
    const access = createRemoteAccess(testClient(), [server.url]);
    const head = await access.head(listed('liar', liar.length, null), signal);
    expect(headOf(head.start)).toEqual(headOf(liar));
    expect(head.transferred).toBe(liar.length);
  });

  test('a location that leads out of the repository is not asked for', async () => {
    const server = await startFaultyServer({ wide });
    const access = createRemoteAccess(testClient(), [`${server.url}repo/`]);
    for (const read of [access.head, access.file]) {
      expect((await faultIn(read(pkg('../wide'), signal))).code).toBe('ADDRESS');
    }
    expect(server.requests.length).toBe(0);
  });
});

describe('a whole package', () => {
  test('is in a file without a name until closed, also when its transfer broke', async () => {
    const server = await startFaultyServer({ long });
    const access = createRemoteAccess(testClient(), [server.url]);
    const open = openDescriptors();
    for (const fault of ['', 'cut~100000~2/', 'no-validator/cut~100000~2/']) {
      const file = await access.file(listed(`${fault}long`, long.length, null), signal);
      const bytes = new Uint8Array(long.length);
      expect(file.source.size).toBe(long.length);
      expect(file.source.readAt(0, bytes)).toBe(long.length);
      expect(Buffer.compare(bytes, long)).toBe(0);
      expect(file.transferred).toBeGreaterThanOrEqual(long.length);
      file.close();
    }
    // Connections that are kept are open as well.
    expect(openDescriptors() - open).toBeLessThanOrEqual(2 * server.connections());
  });

  test('one that is far larger than listed is not fetched', async () => {
    const server = await startFaultyServer({ large: new Uint8Array(3 * 1024 * 1024) });
    const access = createRemoteAccess(testClient(), [server.url]);
    for (const path of ['large', 'chunked/large']) {
      const error = await faultIn(access.file(listed(path, 1000, null), signal));
      expect(error.code).toBe('TOO_LARGE');
    }
  });
});

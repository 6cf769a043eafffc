/** The client against a server as it is found on mirrors. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hasNginx, startNginx } from '../../support/nginx.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { scratchDirectory } from '../scratch.ts';
import { expectSame, faultIn, fetchAll, testClient } from './fetching.ts';

const FILE = seededRandom(3).bytes(100_000);

function tree(): string {
  const root = scratchDirectory();
  mkdirSync(join(root, 'folder'));
  writeFileSync(join(root, 'file'), FILE);
  writeFileSync(join(root, 'folder/a+b^c~d:1 é%20.txt'), FILE);
  return root;
}

describe.skipIf(!hasNginx())('nginx', () => {
  test('gives files, ranges, and names with all kinds of characters', async () => {
    const { url, log } = await startNginx(tree());
    const client = testClient();
    const { body, bytes } = await fetchAll(client, url, 'file');
    expectSame(bytes, FILE);
    expect(body).toMatchObject({ url: `${url}file`, size: 100_000, range: undefined });
    for (const [range, start, end] of [
      [{ start: 0, end: 1 }, 0, 1],
      [{ start: 500, end: 1000 }, 500, 1000],
      [{ start: 99_999, end: 1e9 }, 99_999, 100_000],
      [{ last: 32 }, 99_968, 100_000],
      [{ last: 1e6 }, 0, 100_000],
    ] as const) {
      const part = await fetchAll(client, url, 'file', { range });
      expectSame(part.bytes, FILE.subarray(start, end));
      expect(part.body.range).toEqual({ start, end, size: 100_000 });
      expect(part.body.transferred()).toBe(end - start);
    }
    const name = 'folder/a+b^c~d:1 é%2520.txt';
    expectSame((await fetchAll(client, url, name)).bytes, FILE);
    expect(log()[0]).toBe('200 100000 -');
  });

  test('says what is not there', async () => {
    const { url } = await startNginx(tree());
    const code = async (path: string, range?: { start: number; end: number }) =>
      (await faultIn(fetchAll(testClient(), url, path, range && { range }))).code;
    expect(await code('none')).toBe('HTTP_404');
    expect(await code('folder/')).toBe('HTTP_403');
    expect(await code('file', { start: 100_000, end: 100_001 })).toBe('HTTP_416');
  });

  test('wants user and password', async () => {
    const root = tree();
    writeFileSync(join(root, 'users'), 'someone:{PLAIN}p@ss word é\n');
    const { url } = await startNginx(root, `auth_basic x; auth_basic_user_file ${root}/users;`);
    const basic = { user: 'someone', password: 'p@ss word é' };
    const client = testClient({ identities: [{ origin: url, basic }] });
    expectSame((await fetchAll(client, url, 'file')).bytes, FILE);
    const wrong = { origin: url, basic: { ...basic, password: 'other' } };
    const error = await faultIn(fetchAll(testClient({ identities: [wrong] }), url, 'file'));
    expect(error.code).toBe('HTTP_401');
  });

  test('ignores ranges', async () => {
    const { url } = await startNginx(tree(), 'max_ranges 0;');
    const range = { start: 500, end: 1000 };
    const { body, bytes } = await fetchAll(testClient(), url, 'file', { range });
    expect(body.range).toBeUndefined();
    expectSame(bytes, FILE);
  });

  test('would compress, and does not', async () => {
    const { url } = await startNginx(tree(), 'gzip on; gzip_types *; gzip_min_length 1;');
    expectSame((await fetchAll(testClient(), url, 'file')).bytes, FILE);
  });

  test('closes connections as it likes', async () => {
    const { url } = await startNginx(tree(), 'keepalive_requests 2;');
    const client = testClient({ limits: { attempts: 2 } });
    const range = { start: 0, end: 100 };
    const fetches = Array.from({ length: 50 }, () => fetchAll(client, url, 'file', { range }));
    for (const { bytes } of await Promise.all(fetches)) expect(bytes.length).toBe(100);
  });
});

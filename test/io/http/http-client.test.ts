import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { PASSWORD, startFaultyServer, USER } from '../../support/faulty-server.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { expectSame, faultIn, fetchAll, IMPATIENT, testClient } from './fetching.ts';

const FILE = seededRandom(1).bytes(300_000);
const files = { file: FILE, 'file.gz': FILE };
const identity = (origin: string) => ({ origin, basic: { user: USER, password: PASSWORD } });

describe('what passes', () => {
  test.each([
    ['a status that passes', 'status~503~2'],
    ['another one', 'status~429~1'],
    ['a reset before the answer', 'reset~2'],
  ])('%s is tried again', async (_, fault) => {
    const server = await startFaultyServer(files);
    const { bytes } = await fetchAll(testClient(), server.url, `${fault}/file`);
    expectSame(bytes, FILE);
    expect(server.requests.length).toBe(Number(fault.split('~').at(-1)) + 1);
  });

  test('Retry-After is kept, up to a limit', async () => {
    const server = await startFaultyServer(files);
    const wait = async (path: string, longestPause: number) => {
      await fetchAll(testClient({ limits: { longestPause } }), server.url, path);
      const [first, second] = server.requests.filter((seen) => seen.path === `/${path}`);
      return second!.at - first!.at;
    };
    expect(await wait('status~503~1~1/file', 5000)).toBeGreaterThan(990);
    // It ends, and not tomorrow.
    expect(await wait('status~429~1~86400/file', 300)).toBeGreaterThan(290);
  });

  test('what does not pass is not tried again', async () => {
    const server = await startFaultyServer(files);
    for (const status of [400, 403, 404, 410, 501]) {
      const path = `status~${status}~9/file`;
      const error = await faultIn(fetchAll(testClient(), server.url, path));
      expect(error).toMatchObject({ code: `HTTP_${status}`, url: `${server.url}${path}` });
      expect(server.requests.filter((seen) => seen.path === `/${path}`).length).toBe(1);
    }
  });

  test('attempts come to an end', async () => {
    const server = await startFaultyServer(files);
    const error = await faultIn(fetchAll(testClient(), server.url, 'status~503~99/file'));
    expect(error.code).toBe('HTTP_503');
    expect(server.requests.length).toBe(3);
  });
});

describe('a body that breaks off', () => {
  test.each([
    ['with an ETag', 'cut~100000~2', true],
    ['with a date', 'dated/cut~100000~2', true],
    ['with a weak ETag', 'weak/cut~100000~2', false],
    ['with nothing', 'no-validator/cut~100000~2', false],
  ])('%s', async (_, fault, resumed) => {
    const server = await startFaultyServer(files);
    const { body, bytes } = await fetchAll(testClient(), server.url, `${fault}/file`);
    expectSame(bytes, FILE);
    expect(body.size).toBe(FILE.length);
    const again = server.requests.slice(1);
    expect(again.length).toBe(2);
    for (const { headers } of again) {
      expect(headers['range'] === undefined).toBe(!resumed);
      expect(headers['if-range'] === undefined).toBe(!resumed);
    }
    // In one piece, however often it broke; what came twice is counted twice.
    expect(body.transferred()).toBeGreaterThanOrEqual(FILE.length);
    expect(body.transferred() > FILE.length).toBe(!resumed);
  });

  test('a range is resumed within the range', async () => {
    const server = await startFaultyServer(files);
    const range = { start: 1000, end: 201_000 };
    for (const fault of ['cut~50000', 'no-validator/cut~50000', 'no-ranges/cut~50000']) {
      const { bytes } = await fetchAll(testClient(), server.url, `${fault}/file`, { range });
      const ignored = fault.startsWith('no-ranges');
      expectSame(bytes, ignored ? FILE : FILE.subarray(1000, 201_000));
    }
    expect(server.requests[1]!.headers['range']).toBe('bytes=51000-200999');
  });

  test('a file that changed meanwhile is never mixed with what it was', async () => {
    const server = await startFaultyServer(files);
    for (const fault of ['cut~100000', 'no-validator/cut~100000', 'dated/cut~100000']) {
      // A date that did not change with the file is the server's lie: the end is of the new one.
      const action = fetchAll(testClient(), server.url, `changing/${fault}/file`);
      if (fault.startsWith('dated')) expect((await action).bytes.length).toBe(FILE.length);
      else expect((await faultIn(action)).code).toBe('CHANGED');
    }
  });

  test('one that never comes to its end', async () => {
    const server = await startFaultyServer(files);
    const error = await faultIn(fetchAll(testClient(), server.url, 'cut~1000~99/file'));
    expect(error.code).toBe('TRUNCATED');
    expect(server.requests.length).toBe(3);
  });

  test('one that is shorter than announced', async () => {
    const server = await startFaultyServer(files);
    const client = testClient({ limits: IMPATIENT });
    const code = async (path: string, range?: { start: number; end: number }) =>
      (await faultIn(fetchAll(client, server.url, path, range && { range }))).code;
    // Its server keeps the connection, so that only the time tells.
    expect(await code('no-ranges/announce~50/file')).toBe('TIMEOUT');
    expect(await code('announce~50/file', { start: 0, end: 1000 })).toBe('RANGE_WRONG');
  });

  test('one without a length breaks off as well', async () => {
    const server = await startFaultyServer(files);
    const { body, bytes } = await fetchAll(testClient(), server.url, 'chunked/cut~100000/file');
    expectSame(bytes, FILE);
    expect(body.size).toBeUndefined();
  });
});

describe('mirrors', () => {
  test('the next one is asked at once, and one that failed comes last from then on', async () => {
    const bad = await startFaultyServer({});
    const good = await startFaultyServer(files);
    const client = testClient({ limits: { firstPause: 20_000, longestPause: 20_000 } });
    const mirrors = [bad.url, `${bad.url}reset~99/`, good.url];
    for (let count = 0; count < 3; count++) {
      expectSame((await fetchAll(client, mirrors, 'file')).bytes, FILE);
    }
    expect(bad.requests.length).toBe(2);
    expect(good.requests.length).toBe(3);
  });

  test('each is asked, also where there are more than attempts', async () => {
    const server = await startFaultyServer(files);
    const bad = Array.from({ length: 7 }, (_, at) => `${server.url}status~503~9/${at}/`);
    const { bytes } = await fetchAll(testClient(), [...bad, server.url], 'file');
    expectSame(bytes, FILE);
    expect(server.requests.length).toBe(8);
  });

  test('a transfer that broke goes on at another mirror, after its bytes were compared', async () => {
    const server = await startFaultyServer(files);
    const other = await startFaultyServer({ file: FILE.map((byte) => byte ^ 1) });
    const broken = `${server.url}cut~100000~99/`;
    expectSame((await fetchAll(testClient(), [broken, server.url], 'file')).bytes, FILE);
    const mixed = fetchAll(
      testClient(),
      [`${server.url}no-validator/cut~9~99/`, other.url],
      'file',
    );
    expect((await faultIn(mixed)).code).toBe('CHANGED');
  });

  test('none', async () => {
    expect((await faultIn(fetchAll(testClient(), [], 'file'))).code).toBe('ADDRESS');
  });
});

describe('time', () => {
  test.each([
    ['no answer', 'silent'],
    ['headers that do not end', 'slow-headers'],
    ['a body that stops', 'stall'],
    ['a body that drips', 'drip~20'],
  ])('%s', async (_, fault) => {
    const server = await startFaultyServer(files);
    const client = testClient({ limits: IMPATIENT });
    const error = await faultIn(fetchAll(client, server.url, `${fault}/file`));
    expect(error.code).toBe('TIMEOUT');
    expect(server.requests.length).toBe(2);
  });

  test('a server that gives nothing for long is left alone, and asked again after a rest', async () => {
    const server = await startFaultyServer(files);
    const limits = { ...IMPATIENT, headers: 200, patience: 500, rest: 1500 };
    const client = testClient({ limits });
    const codes: string[] = [];
    const started = performance.now();
    for (let since = 0; since < 1000; since = performance.now() - started) {
      codes.push((await faultIn(fetchAll(client, server.url, 'silent/file'))).code);
      if (codes.at(-1) === 'RESTING') break;
    }
    expect(codes).toContain('TIMEOUT');
    const asked = server.requests.length;
    const resting = await faultIn(fetchAll(client, server.url, 'file'));
    expect(resting.code).toBe('RESTING');
    expect(resting.message).toContain('left alone');
    expect(server.requests.length).toBe(asked);

    await new Promise((resolve) => setTimeout(resolve, limits.rest));
    expectSame((await fetchAll(client, server.url, 'file')).bytes, FILE);
    expect((await faultIn(fetchAll(client, server.url, 'silent/file'))).code).toBe('TIMEOUT');
  });

  test('a server that gives something now and then is never left alone', async () => {
    const server = await startFaultyServer(files);
    const client = testClient({
      limits: { ...IMPATIENT, attempts: 1, headers: 200, patience: 500 },
    });
    for (let round = 0; round < 4; round++) {
      expect((await faultIn(fetchAll(client, server.url, 'silent/file'))).code).toBe('TIMEOUT');
      // As a reader of heads may do: no more than its beginning.
      const { signal } = new AbortController();
      const mirrors = [server.url];
      const body = await client.get({ mirrors, path: 'file', mostBytes: 1e6, signal });
      for await (const _ of body.chunks) break;
    }
  });

  test('a reader who takes his time is no slow server', async () => {
    const server = await startFaultyServer(files);
    const { signal } = new AbortController();
    const mirrors = [server.url];
    const body = await testClient({ limits: { window: 1000, slowest: 200_000 } }).get({
      mirrors,
      path: 'file',
      mostBytes: 1e6,
      signal,
    });
    let size = 0;
    for await (const chunk of body.chunks) {
      size += chunk.length;
      await new Promise((resolve) => setTimeout(resolve, 400));
    }
    expect(size).toBe(FILE.length);
    expect(server.requests.length).toBe(1);
  });

  test('who aborts gets his own reason, and the connection is closed', async () => {
    const server = await startFaultyServer(files);
    const reason = new Error('enough');
    for (const path of ['silent/file', 'stall/file', 'status~503~99~60/file']) {
      const abort = new AbortController();
      const client = testClient({ limits: { longestPause: 60_000 } });
      const action = fetchAll(client, server.url, path, { signal: abort.signal });
      setTimeout(() => abort.abort(reason), 100);
      await expect(action).rejects.toBe(reason);
    }
    await expect.poll(() => server.running()).toBe(0);
  });
});

describe('ranges', () => {
  test.each([
    [{ start: 0, end: 10 }, 0, 10],
    [{ start: 299_990, end: 400_000 }, 299_990, 300_000],
    [{ last: 32 }, 299_968, 300_000],
    [{ last: 400_000 }, 0, 300_000],
  ])('%o', async (range, start, end) => {
    const server = await startFaultyServer(files);
    const { body, bytes } = await fetchAll(testClient(), server.url, 'file', { range });
    expect(body).toMatchObject({ range: { start, end, size: 300_000 }, size: 300_000 });
    expectSame(bytes, FILE.subarray(start, end));
  });

  test('a server that ignores them sends all, and may be left', async () => {
    const server = await startFaultyServer(files);
    const client = testClient();
    const range = { start: 100, end: 200 };
    const { body, bytes } = await fetchAll(client, server.url, 'no-ranges/file', { range });
    expect(body.range).toBeUndefined();
    expectSame(bytes, FILE);
    const { signal } = new AbortController();
    const request = { mirrors: [server.url], path: 'no-ranges/drip~1/file', range, signal };
    const left = await client.get({ ...request, mostBytes: 1e6 });
    for await (const _ of left.chunks) break;
    await expect.poll(() => server.running()).toBe(0);
    expect(left.transferred()).toBeLessThan(1000);
  });

  test('other bytes than asked for are refused', async () => {
    const server = await startFaultyServer(files);
    const range = { start: 0, end: 10 };
    const error = await faultIn(
      fetchAll(testClient(), server.url, 'wrong-range~5/file', { range }),
    );
    expect(error.code).toBe('RANGE_WRONG');
    expect(error.message).toContain('asked for bytes=0-9 it gives bytes 5 to 14 of 300000');
  });
});

describe('sizes and encodings', () => {
  test('more bytes than allowed, announced or not', async () => {
    const server = await startFaultyServer(files);
    for (const path of ['file', 'chunked/file']) {
      const error = await faultIn(fetchAll(testClient(), server.url, path, { mostBytes: 299_999 }));
      expect(error.code).toBe('TOO_LARGE');
      expect(server.requests.filter((seen) => seen.path === `/${path}`).length).toBe(1);
      const { bytes } = await fetchAll(testClient(), server.url, path, { mostBytes: 300_000 });
      expect(bytes.length).toBe(300_000);
    }
    const range = { start: 0, end: 10 };
    const more = { range, mostBytes: 10 };
    const action = fetchAll(testClient(), server.url, 'no-ranges/file', more);
    expect((await faultIn(action)).code).toBe('TOO_LARGE');
  });

  test('a coding nobody asked for is refused, unless it is the file itself', async () => {
    const server = await startFaultyServer(files);
    expect((await faultIn(fetchAll(testClient(), server.url, 'gzip/file'))).code).toBe('ENCODING');
    const { bytes } = await fetchAll(testClient(), server.url, 'gzip/file.gz');
    expect([...bytes.subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    expect(server.requests[0]!.headers['accept-encoding']).toBe('identity');
    expect(server.requests[0]!.headers['user-agent']).toBe('rpmcow/test');
  });
});

describe('redirects', () => {
  const to = (url: string) => `to~${encodeURIComponent(url)}/file`;

  test('are followed, not for ever', async () => {
    const server = await startFaultyServer(files);
    const { body, bytes } = await fetchAll(testClient(), server.url, to('/file?token=secret'));
    expectSame(bytes, FILE);
    expect(body.url).toBe(`${server.url}file`);
    const error = await faultIn(fetchAll(testClient(), server.url, 'loop/file'));
    expect(error).toMatchObject({ code: 'REDIRECTS', url: `${server.url}loop/file` });
    expect(server.requests.filter((seen) => seen.path === '/loop/file').length).toBe(6);
  });

  test.each(['ftp://127.0.0.1/file', 'file:///etc/passwd', 'http://['])('to %s', async (where) => {
    const server = await startFaultyServer(files);
    expect((await faultIn(fetchAll(testClient(), server.url, to(where)))).code).toBe('REDIRECTS');
  });

  test('credentials go to their origin and to no other one', async () => {
    const origin = await startFaultyServer(files);
    const other = await startFaultyServer(files);
    const client = testClient({ identities: [identity(origin.url)] });
    const { bytes } = await fetchAll(client, origin.url, `basic/${to(`${other.url}file`)}`);
    expectSame(bytes, FILE);
    expect(origin.requests[0]!.headers['authorization']).toMatch(/^Basic /);
    expect(other.requests[0]!.headers['authorization']).toBeUndefined();
  });
});

describe('credentials', () => {
  test('are sent where they belong, and asked for where they are missing', async () => {
    const server = await startFaultyServer(files);
    const client = testClient({ identities: [identity(server.url)] });
    expectSame((await fetchAll(client, server.url, 'basic/file')).bytes, FILE);
    const error = await faultIn(fetchAll(testClient(), server.url, 'basic/file'));
    expect(error.message).toMatch(/status 401 \(HTTP_401\); check user and password$/);
  });

  test('are in no error, however it came about', async () => {
    const server = await startFaultyServer(files);
    const host = new URL(server.url).host;
    const base = `http://${USER}:s3cret@${host}/`;
    const secrets = ['s3cret', PASSWORD, encodeURIComponent(PASSWORD), 'token'];
    const client = testClient({ limits: IMPATIENT, identities: [identity(server.url)] });
    const paths = [
      'reset~99/',
      'silent/',
      'status~500~9/',
      'cut~9~9/',
      'loop/',
      'garbage/',
      'gzip/',
    ];
    const mirrors = [
      ...paths.map((path) => base + path),
      'http://s3cret:s3cret@[/',
      'ftp://a:s3cret@b/',
    ];
    for (const mirror of mirrors) {
      const error = await faultIn(fetchAll(client, mirror, 'file?token=1'));
      const all = `${error.message} ${error.url} ${error.stack} ${inspect(error, { depth: 9 })}`;
      for (const secret of secrets) expect(all).not.toContain(secret);
    }
  });
});

test('what is no HTTP, no host, nothing at all', async () => {
  const server = await startFaultyServer(files);
  const client = testClient({ limits: { attempts: 1 } });
  const code = async (mirror: string) => (await faultIn(fetchAll(client, mirror, 'file'))).code;
  expect(await code(`${server.url}garbage/`)).toBe('PROTOCOL');
  expect(await code('http://127.0.0.1:1/')).toBe('CONNECTION');
  expect(await code('http://rpmcow.invalid/')).toMatch(/^(HOST|CONNECTION)$/);
  expect(await code('http://127.0.0.1:1:1/')).toBe('ADDRESS');
});

test('connections are kept, and not more than allowed are made', async () => {
  const server = await startFaultyServer(files);
  const client = testClient({ connections: 3 });
  const range = { start: 0, end: 1000 };
  const fetches = Array.from({ length: 60 }, () => fetchAll(client, server.url, 'file', { range }));
  for (const { bytes } of await Promise.all(fetches)) expect(bytes.length).toBe(1000);
  expect(server.connections()).toBe(3);
});

test('no more is taken from the network than is read', async () => {
  const server = await startFaultyServer({ large: new Uint8Array(128 * 1024 * 1024) });
  const { signal } = new AbortController();
  const request = { mirrors: [server.url], path: 'large', mostBytes: 2 ** 30, signal };
  const body = await testClient().get(request);
  const before = process.memoryUsage().arrayBuffers;
  for await (const _ of body.chunks) {
    await new Promise((resolve) => setTimeout(resolve, 300));
    break;
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * 1024 * 1024);
  expect(body.transferred()).toBeLessThan(1024 * 1024);
});

test('an empty file', async () => {
  const server = await startFaultyServer({ empty: new Uint8Array(0) });
  const { body, bytes } = await fetchAll(testClient(), server.url, 'empty');
  expect(bytes.length).toBe(0);
  expect(body).toMatchObject({ size: 0, range: undefined });
});

/** What comes from another process is checked, and told by its place. */
import { describe, expect, it, test } from 'vitest';
import { openMetrics } from '../../../src/audit/fleet/open-metrics.ts';
import { partsBySize } from '../../../src/audit/fleet/parts-by-size.ts';
import { parseQueueAddress, printableAddress } from '../../../src/audit/fleet/queue-address.ts';
import {
  bytes,
  flag,
  list,
  natural,
  oneOf,
  orNull,
  record,
  text,
} from '../../../src/audit/fleet/shape.ts';
import { sharedOrAlone } from '../../../src/audit/fleet/shared-or-alone.ts';

const CHECK = record({
  name: text,
  sizes: list(natural),
  depth: oneOf('headers', 'payload'),
  head: orNull(record({ start: bytes, sound: flag })),
});
const GOOD = { name: 'a', sizes: [0, 7], depth: 'payload', head: { start: 'AAE=', sound: true } };

it('passes what is right, without what nobody asked for', () => {
  const found = CHECK({ ...GOOD, more: 1 }, 'job');
  expect(found).toEqual({ ...GOOD, head: { start: Buffer.from([0, 1]), sound: true } });
});

test.each([
  [{ name: 7 }, 'job.name: expected a string, found a value of type number'],
  [{ sizes: [1, -1] }, 'job.sizes[1]: expected a whole number'],
  [{ sizes: { length: 1 } }, 'job.sizes: expected a list'],
  [{ depth: 'deep' }, 'job.depth: expected headers or payload'],
  [{ head: { start: '!', sound: true } }, 'job.head.start: expected base64'],
  [{ head: { start: '', sound: 'yes' } }, 'job.head.sound: expected true or false'],
  [{ head: [] }, 'job.head.start: expected a string'],
])('%j is told', (change, message) => {
  expect(() => CHECK({ ...GOOD, ...change }, 'job')).toThrow(message);
});

describe('addresses of queues', () => {
  test.each([
    ['redis://queue.example', 'redis://queue.example:6379/0'],
    ['rediss://me@[::1]:7000/3', 'rediss://[::1]:7000/3'],
  ])('%s', (url, printed) => {
    const address = parseQueueAddress(url);
    expect(address).not.toHaveProperty('problem');
    expect(printableAddress(address as Exclude<typeof address, { problem: string }>)).toBe(printed);
  });

  test.each(['redis://', 'queue', 'redis://q/x', 'redis://q?a=b', 'redis://a:b@q'])(
    'not %s',
    (url) => expect(parseQueueAddress(url)).toHaveProperty('problem'),
  );
});

test.each([
  [[], []],
  [[3], [[3]]],
  [[30], [[30]]],
  [
    [4, 6, 1],
    [[4, 6], [1]],
  ],
  [
    [1, 30, 1, 9],
    [[1], [30], [1, 9]],
  ],
])('parts of %j by size', (sizes, parts) => {
  expect(partsBySize(sizes, (size) => size, 10)).toEqual(parts);
  expect(partsBySize(sizes, (size) => size, Number.POSITIVE_INFINITY).flat()).toEqual(sizes);
});

it('lets who wants to be alone be alone', async () => {
  const { shared, alone } = sharedOrAlone();
  const running = new Set<string>();
  const seen: string[] = [];
  const work = (name: string) => async () => {
    running.add(name);
    await new Promise((resolve) => setImmediate(resolve));
    seen.push([...running].join(''));
    running.delete(name);
  };
  await Promise.all([
    shared(work('a')),
    shared(work('b')),
    alone(work('C')),
    alone(work('D')),
    shared(work('e')),
    shared(work('f')),
  ]);
  expect(seen).toEqual(['ab', 'b', 'C', 'D', 'ef', 'f']);
});

it('writes metrics as OpenMetrics has them', () => {
  const samples = [{ labels: { worker: 'a"b\\c\nd' }, value: 2 }];
  const help = 'Jobs done.';
  expect(openMetrics([{ name: 'jobs', type: 'counter', help, samples }])).toBe(
    '# TYPE jobs counter\n# HELP jobs Jobs done.\njobs_total{worker="a\\"b\\\\c\\nd"} 2\n# EOF\n',
  );
});

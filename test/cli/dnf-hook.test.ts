/** dnf-hook: the question of the plugin, and what is said of one that is not understood. */
import { describe, expect, it } from 'vitest';
import { placePackages } from './corpus-files.ts';
import { RPMCOW, run, scratch } from './programs.ts';

const ABOUT = { denylist: [], auditState: null, transcoder: null, cache: '/', root: '/', pid: 1 };

function described(path: string) {
  const [name, version, release, nevra] = ['plain', '1.0', '1', 'plain-1.0-1.noarch'];
  return { name, version, release, nevra, repository: 'test', checksum: null, path };
}

async function ask(hook: string, ...lines: readonly unknown[]) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  const stdin = Buffer.from(text.join('\n'));
  const { status, stdout, stderr } = await run([RPMCOW, 'dnf-hook', hook], { stdin });
  const answers = String(stdout).split('\n').filter(Boolean);
  return { status, stderr, answers: answers.map((line) => JSON.parse(line)) };
}

it('answers in lines, the last of which says that it is', async () => {
  const directory = scratch();
  await placePackages(directory, ['plain', 'signature-trailer-early', 'extents-sound']);
  const packages = ['plain', 'signature-trailer-early', 'extents-sound'].map((name) =>
    described(`${directory}/${name}.rpm`),
  );
  const { status, stderr, answers } = await ask('pre-transaction', ABOUT, ...packages);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(answers).toEqual([
    { level: 'warning', text: expect.stringContaining('[sig-region-early-trailer]') },
    { level: 'info', text: '3 packages checked: 2 fit for Copy-on-Write, 1 not' },
    { stop: expect.stringContaining('1 package not fit for Copy-on-Write:\n  plain-1.0-1.noarch') },
    { end: true },
  ]);
});

it('a file of the cache that cannot be read is not fit', async () => {
  const { answers } = await ask('pre-transaction', ABOUT, described('/nonexistent'));
  expect(answers[0].text).toMatch(/cannot be read: cannot open \/nonexistent/);
  expect(answers.at(-2).stop).toContain('To download plain again: dnf clean packages');
});

it('nothing to download is nothing to set', async () => {
  const { answers } = await ask('resolved', { ...ABOUT, cache: '/var/cache' }, described('/x.rpm'));
  expect(answers).toEqual([{ end: true }]);
});

describe('a question that is not understood', () => {
  it.each([
    ['nothing', [], 'line 1 of standard input: '],
    ['no JSON', ['hello'], 'line 1 of standard input: '],
    ['no object', ['1'], 'line 1 of standard input: expected an object, found 1'],
    ['a field that is missing', [{}], 'line 1 of standard input: "denylist": expected a list of t'],
    [
      'a field of another type',
      [ABOUT, { ...described('/x'), checksum: 1 }],
      'line 2 of standard input: "checksum": expected a text or null, found 1',
    ],
  ])('%s', async (_what, lines, says) => {
    const { status, stderr, answers } = await ask('resolved', ...lines);
    expect({ status, answers }).toEqual({ status: 2, answers: [] });
    expect(stderr).toContain(`error: ${says}`);
  });
});

import { expect, test } from 'vitest';
import type { ExaminedCheck, ExaminedHost } from '../../src/host/examine-host.ts';
import { plain } from '../../src/report/paint.ts';
import { preflightText } from '../../src/report/preflight-text.ts';

const check = (
  id: string,
  status: ExaminedCheck['status'],
  found: string,
  fix: string | null = null,
): ExaminedCheck => ({
  id,
  status,
  found,
  why: 'Every file is copied, e.g. here. There is more to say, which explain says.',
  fix,
});

const CHECKS = [
  check('host-a', 'ok', 'btrfs at /'),
  check('host-b', 'warning', 'half of it', 'Do the other half.'),
  check('host-c', 'not-applicable', 'nothing of the kind'),
  check(
    'host-d',
    'error',
    `a directory of a strange name: /\x1b[31m and many more words`,
    'Repair it.',
  ),
  check('host-e', 'unknown', 'nobody knows', 'Look at it.'),
];

const textOf = (verdict: ExaminedHost['verdict'], checks: readonly ExaminedCheck[]) =>
  preflightText({ verdict, because: [], checks }, 60, plain);

test('the verdict, what decides, then what is in order', () => {
  expect(textOf('cannot', CHECKS)).toMatchInlineSnapshot(`
    "This host CANNOT do Copy-on-Write, because:

      error   host-d: a directory of a strange name: /\\x1b[31m
        and many more words
        Every file is copied, e.g. here.
        To do: Repair it.

      unknown host-e: nobody knows
        Every file is copied, e.g. here.
        To do: Look at it.

      warning host-b: half of it
        Every file is copied, e.g. here.
        To do: Do the other half.

      ok      host-a: btrfs at /
      -       host-c: nothing of the kind

    rpmcow explain <check> tells more.
    "
  `);
});

test.each([
  ['can', CHECKS.slice(0, 1), 'This host can do Copy-on-Write.'],
  ['can-but', CHECKS.slice(0, 2), 'This host can do Copy-on-Write, but:'],
  ['cannot', CHECKS, 'This host CANNOT do Copy-on-Write, because:'],
  ['unknown', CHECKS.slice(4), 'Whether this host can do Copy-on-Write is not known, because:'],
] as const)('%s', (verdict, checks, headline) => {
  expect(textOf(verdict, checks).split('\n')[0]).toBe(headline);
});

test('colours go around words, not into the width', () => {
  const painted = preflightText(
    { verdict: 'cannot', because: [], checks: CHECKS },
    60,
    (tone, text) => `<${tone}>${text}</>`,
  );
  expect(painted).toContain('<error>error   </><bold>host-d</>: a directory');
  expect(painted.replaceAll(/<(good|bad|error|warning|doubtful|faint|bold)>|<\/>/g, '')).toBe(
    textOf('cannot', CHECKS),
  );
});

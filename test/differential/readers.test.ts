/**
 * Real packages as independent programs read them: the same names, files, digests, contents and
 * verdicts; what differs is explained in explained-differences.ts.
 *
 * A seeded part of the corpus by default; all of it with RPMCOW_EVERY=1.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { missingRpm418 } from '../native-free-parsers/header/stock-rpm.ts';
import { missingLabels } from '../support/labels.ts';
import { explain } from './explained-differences.ts';
import { differencesFromCreaterepo } from './readers/createrepo.ts';
import { differencesFromRpmXml } from './readers/rpm-xml.ts';
import { differencesFromRpmkeys } from './readers/rpmkeys.ts';
import { type Difference, missing, type Subject, subjects } from './readers/subject.ts';
import { differencesFrom, UNPACKERS, type Unpacker, unpackOurselves } from './readers/unpackers.ts';

const EVERY = Number(process.env['RPMCOW_EVERY'] ?? 16);
const TIME_LIMIT_MS = 30 * 60_000;

const packages: readonly Subject[] = missingLabels() === undefined ? subjects(EVERY) : [];

function place(): string {
  const directory = mkdtempSync(join(tmpdir(), 'readers-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Every difference has an explanation; how many of each there are is printed. */
function expectExplained(reader: string, differences: readonly Difference[]): void {
  const counts = new Map<string, number>();
  const unexplained: Difference[] = [];
  for (const difference of differences) {
    const subject = packages.find(({ id }) => id === difference.id)!;
    const why = explain(reader, difference, subject);
    if (why === undefined) unexplained.push(difference);
    else counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const lines = [...counts].map(([why, count]) => `  ${count}: ${why}`);
  console.log([`${reader}, ${packages.length} packages`, ...lines].join('\n'));
  expect(unexplained).toEqual([]);
}

describe.skipIf(missingLabels() !== undefined)('real packages as others read them', () => {
  test(
    'rpm -qp --xml',
    ({ skip }) => {
      const reason = missingRpm418();
      if (reason !== undefined) skip(reason);
      expect(packages.length).toBeGreaterThan(20);
      expectExplained('rpm --xml', packages.flatMap(differencesFromRpmXml));
    },
    TIME_LIMIT_MS,
  );

  test(
    'rpmkeys -Kv',
    async ({ skip }) => {
      const reason = missingRpm418();
      if (reason !== undefined) skip(reason);
      const database = place();
      const differences: Difference[] = [];
      for (const subject of packages) {
        differences.push(...(await differencesFromRpmkeys(subject, database)));
      }
      expectExplained('rpmkeys', differences);
    },
    TIME_LIMIT_MS,
  );

  test(
    'createrepo_c',
    ({ skip }) => {
      const reason = missing('createrepo_c');
      if (reason !== undefined) skip(reason);
      expectExplained('createrepo_c', differencesFromCreaterepo(packages, place()));
    },
    TIME_LIMIT_MS,
  );

  test.each(Object.keys(UNPACKERS) as Unpacker[])(
    '%s',
    async (unpacker) => {
      const reason = missing(...UNPACKERS[unpacker].programs);
      if (reason !== undefined) {
        console.warn(`skipped: ${reason}`);
        return;
      }
      const directory = place();
      const differences: Difference[] = [];
      for (const subject of packages.filter(({ pkg }) => !pkg.isSource)) {
        const here = join(directory, 'one');
        mkdirSync(here, { recursive: true });
        const ours = await unpackOurselves(subject, here);
        differences.push(...differencesFrom(unpacker, subject, ours, here));
      }
      expectExplained(unpacker, differences);
    },
    TIME_LIMIT_MS,
  );
});

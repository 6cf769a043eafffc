/**
 * Disks that are full, have a quota or are read-only: real ones, on loop devices.
 *
 * Policy: whatever is left on the disk, the result is whole or not there, the input is as it was, and the
 * message names the cause. Room is left at random, by a seed that is printed.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { loopVolume } from '../support/loop-volume.ts';
import { command } from '../support/mounted.ts';
import { seededRandom } from '../support/seeded-random.ts';
import {
  BAD_OUTCOMES,
  EXIT_UNREADABLE,
  type Expectation,
  judgeRun,
  type Outcome,
} from './judge-run.ts';
import { learnScenario, type RunWishes, runScenario, type ScenarioRun } from './scenario-run.ts';
import { makeScenarios, type Scenario } from './scenarios.ts';

const SEED = Number(process.env['RPMCOW_SEED'] ?? 9);
const LEVELS = Number(process.env['RPMCOW_LEVELS'] ?? 2);
const MIB = 1024 * 1024;
/** Less than any of the results needs. */
const ROOM_IN_QUOTA = MIB / 2;
/** Results that need more than a few blocks, one of each way to write. */
const NAMES = [
  'transcode over an old result',
  'transcode many, two threads',
  'rpm2extents, file to file',
  'rpm2extents, pipe to file',
  'extract a package',
  'extract an extents file over an old tree',
];

let scenarios: readonly Scenario[];
beforeAll(async () => {
  scenarios = await makeScenarios();
}, 120_000);

const scenario = (name: string): Scenario => scenarios.find((each) => each.name === name)!;

/** Runs in a fresh directory below `volume`, and removes it. */
async function runOn(
  volume: string,
  each: Scenario,
  wishes: RunWishes = {},
  prepare?: (place: string) => void,
) {
  const place = mkdtempSync(join(volume, 'run-'));
  try {
    return await runScenario(each, place, {
      ...wishes,
      prepare: () => prepare?.(place),
    });
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

/** Not on the volume that is to be full. */
async function expectedOf(each: Scenario): Promise<Expectation> {
  const place = mkdtempSync(join(tmpdir(), 'learn-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  return (await learnScenario(each, (wishes) => runOn(place, each, wishes))).expected;
}

function expectGood(run: ScenarioRun, expected: Expectation, code: string): Outcome {
  const outcome = judgeRun({ operation: 'write', code }, run, run, expected);
  const { status, stderr, out, temporaries } = run;
  const remains = [...out.keys(), ...temporaries.keys()];
  expect(BAD_OUTCOMES, JSON.stringify({ status, stderr, remains })).not.toContain(outcome);
  return outcome;
}

describe('a disk that fills up', () => {
  test.each(NAMES)(
    '%s',
    async (name) => {
      const volume = loopVolume('ext4', { mib: 64, make: ['-m', '0'] });
      if (volume === undefined) return;
      const expected = await expectedOf(scenario(name));
      const random = seededRandom(SEED);
      const outcomes: string[] = [];
      for (let level = 0; level < LEVELS; level++) {
        const filler = join(volume.path, 'filler');
        const left = random.between(0, 3 * MIB);
        const run = await runOn(volume.path, scenario(name), {}, () => {
          const { bavail, bsize } = statfsSync(volume.path);
          command('fallocate', '-l', String(Math.max(bsize, bavail * bsize - left)), filler);
        });
        rmSync(filler);
        outcomes.push(
          `${(left / MIB).toFixed(2)} MiB left: ${expectGood(run, expected, 'ENOSPC')}`,
        );
      }
      console.log(`${name}: ${outcomes.join('; ')}`);
    },
    300_000,
  );
});

describe('a quota', () => {
  // What is cloned within a subvolume costs nothing.
  test.each(NAMES.filter((name) => !name.startsWith('extract an extents')))(
    'btrfs: %s',
    async (name) => {
      const volume = loopVolume('btrfs', { mib: 256 });
      if (volume === undefined) return;
      const expected = await expectedOf(scenario(name));
      const place = join(volume.path, 'limited');
      command('btrfs', '-q', 'subvolume', 'create', place);
      command('btrfs', '-q', 'quota', 'enable', volume.path);
      command('btrfs', '-q', 'quota', 'rescan', '-w', volume.path);
      const run = await runOn(place, scenario(name), {}, () => {
        command('sync', '-f', place);
        command('btrfs', '-q', 'qgroup', 'limit', String(usedBy(place) + ROOM_IN_QUOTA), place);
      });
      expect(run.status, run.stderr).toBe(EXIT_UNREADABLE);
      if (refusesToShrink(run) && scenario(name).stdout !== undefined) expectBeginning(run);
      else expect(['nothing', 'some, told']).toContain(expectGood(run, expected, 'EDQUOT'));
    },
    300_000,
  );

  /** Where a quota is used up, btrfs does not even make a file shorter. */
  function refusesToShrink({ stderr }: ScenarioRun): boolean {
    return /cannot truncate .*\(EDQUOT\)/.test(stderr);
  }

  /** A file that somebody else opened keeps the beginning of a result then. */
  function expectBeginning({ out, stderr }: ScenarioRun): void {
    expect(stderr).toContain('disk quota exceeded');
    expect([...out.keys()]).toEqual(['a']);
  }
});

/** The bytes that count for the quota of a subvolume: the second column of its line. */
function usedBy(subvolume: string): number {
  const rows = command('btrfs', 'qgroup', 'show', '--raw', '-f', subvolume).trim().split('\n');
  return Number(rows.at(-1)!.trim().split(/\s+/)[1]);
}

test.each(NAMES)('a read-only disk: %s', async (name) => {
  const place = mkdtempSync(join(tmpdir(), 'readonly-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const expected = await expectedOf(scenario(name));
  const { stdout } = scenario(name);
  if (stdout !== undefined) return; // Whoever opens that file is told.
  const disk = join(place, 'disk');
  mkdirSync(disk);
  command('mount', '-t', 'tmpfs', 'tmpfs', disk);
  onTestFinished(() => {
    spawnSync('umount', ['--lazy', disk]);
  });
  const run = await runScenario(scenario(name), disk, {
    prepare: () => command('mount', '-o', 'remount,ro', disk),
  });
  expect(expectGood(run, expected, 'EROFS')).toBe('nothing');
});

/**
 * The pages do what they say: every command of theirs is run, by a shell, in a clean directory with
 * the packages that they speak of, and prints what they show.
 */
import { describe, expect, test } from 'vitest';
import { itemsOf } from '../../.dev/docs/help.ts';
import { programHelps } from '../../.dev/docs/program-help.ts';
import { scratch } from '../cli/programs.ts';
import { loopVolume } from '../support/loop-volume.ts';
import { blocksOf, isAsExpected, type Printed, runSteps, stepsOf } from './transcript.ts';
import {
  installedEnvironment,
  PAGES,
  type Page,
  placeFilesOf,
  ROOT,
  readPage,
} from './written-pages.ts';

const TIME_LIMIT_MS = 120_000;
/** It clones: the others do not care where they are. */
const ON_BTRFS: Page = 'docs/guides/host.md';

function expectAsShown(all: readonly Printed[]): void {
  expect(all.length).toBeGreaterThan(0);
  for (const each of all) {
    if (isAsExpected(each)) continue;
    expect.soft(each.actual, `$ ${each.command}`).toEqual(each.expected);
  }
}

test.each(Object.keys(PAGES) as Page[])(
  'the commands of %s',
  async (page) => {
    const directory = page === ON_BTRFS ? loopVolume('btrfs')?.path : scratch();
    if (directory === undefined) return;
    await placeFilesOf(page, directory);
    expectAsShown(runSteps(stepsOf(readPage(page)), directory, installedEnvironment()));
  },
  TIME_LIMIT_MS,
);

test(
  'the commands of CONTRIBUTING.md, in the project itself',
  () => {
    const commands = stepsOf(readPage('CONTRIBUTING.md')).filter(({ kind }) => kind === 'command');
    expectAsShown(runSteps(commands, ROOT, { ...installedEnvironment(), OUT: scratch() }));
  },
  TIME_LIMIT_MS,
);

/** Commands that need what no test has are not run; what they ask of rpmcow exists all the same. */
describe('commands that are only shown', () => {
  const programs = programHelps();

  function unknownOptions(command: string): string[] {
    const found = programs
      .filter(({ help }) => command.includes(`${help.program} `))
      .sort((a, b) => b.help.program.length - a.help.program.length)[0];
    if (found === undefined) return [];
    const known = itemsOf(found.help, 'Options').flatMap(({ term }) => term.match(/--[a-z-]+/g));
    return (command.match(/--[a-z-]+/g) ?? []).filter((option) => !known.includes(option));
  }

  test('an option that does not exist is noticed', () => {
    expect(unknownOptions('rpmcow check --fail-on error --headers a.rpm')).toEqual(['--headers']);
  });

  const shown = [...Object.keys(PAGES), 'CONTRIBUTING.md', 'README.md'].flatMap((page) =>
    blocksOf(readPage(page))
      .filter(({ language }) => language === 'sh')
      .flatMap(({ lines }) => lines.map((line) => [page, line.replace(/ +#.*$/, '')] as const)),
  );

  test.each(shown)('%s: %s', (_, command) => {
    expect(unknownOptions(command)).toEqual([]);
    const { scripts } = JSON.parse(readPage('package.json'));
    for (const [, script] of command.matchAll(/npm run ([a-z]+)/g)) {
      expect(scripts).toHaveProperty(script!);
    }
  });
});

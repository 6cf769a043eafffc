/**
 * The Containerfile, as far as that goes without a registry to build from: its instructions, that
 * what it copies is enough for a build, and what it starts.
 */
import { cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { run, scratch } from '../cli/programs.ts';
import { INTEGRATIONS, ROOT } from './pipeline.ts';

const PROJECT = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const FROM_BUILD = '--from=build ';

/** Instructions with their arguments, continuation lines joined. */
const instructions = readFileSync(join(INTEGRATIONS, 'container/Containerfile'), 'utf8')
  .replace(/^#.*\n/gm, '')
  .replace(/\s*\\\n\s*/g, ' ')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => {
    const [, name = '', argument = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    return { name, argument };
  });
const argumentsOf = (wanted: string) =>
  instructions.filter(({ name }) => name === wanted).map(({ argument }) => argument);

/** What is copied, without where to. */
const sourcesOf = (argument: string) => argument.split(' ').slice(0, -1);
const copies = argumentsOf('COPY');
const intoBuild = copies.filter((each) => !each.startsWith(FROM_BUILD)).flatMap(sourcesOf);
const outOfBuild = copies
  .filter((each) => each.startsWith(FROM_BUILD))
  .flatMap((each) => sourcesOf(each.slice(FROM_BUILD.length)).map((path) => basename(path)));

test('two stages of known instructions', () => {
  const known = ['FROM', 'WORKDIR', 'COPY', 'RUN', 'USER', 'ENTRYPOINT', 'CMD'];
  expect(instructions.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  expect(argumentsOf('FROM')).toEqual([
    expect.stringMatching(/^docker\.io\/\S+ AS build$/),
    expect.stringMatching(/^docker\.io\/\S+$/),
  ]);
});

test('what is copied into the build is enough for one', async () => {
  const [install, build = ''] = argumentsOf('RUN');
  expect(install).toBe('npm ci --ignore-scripts');
  expect(intoBuild).toContain('package-lock.json');
  const command = PROJECT.scripts[/^npm run (\S+) && npm prune /.exec(build)?.[1] ?? ''];
  const directory = join(scratch(), 'build');
  mkdirSync(directory);
  for (const path of intoBuild) {
    cpSync(join(ROOT, path), join(directory, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));
  const { status, stderr } = await run(['sh', '-c', command], { cwd: directory });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const version = await run([join(directory, PROJECT.bin.rpmcow), '--version']);
  expect(version.stdout.toString()).toBe(`${PROJECT.version}\n`);
});

test('what is copied out of it is all that the programs have', () => {
  const forPeopleAndHosts = /^!|\.md$|^man$|^src\/dnf$|^integrations\//;
  const shipped = PROJECT.files.filter((file: string) => !forPeopleAndHosts.test(file));
  expect(new Set(outOfBuild)).toEqual(new Set([...shipped, 'package.json', 'node_modules']));
});

test('its programs are those of the package, and none runs as root', () => {
  const links = argumentsOf('RUN')
    .join(' ')
    .matchAll(/ln -s \/opt\/rpmcow\/(\S+) \/usr\/local\/bin\/(\S+)/g);
  const programs = Object.fromEntries([...links].map(([, target, name]) => [name, target]));
  expect(programs).toEqual(PROJECT.bin);
  expect(argumentsOf('USER')).toEqual(['node']);
  expect(programs).toHaveProperty(JSON.parse(argumentsOf('ENTRYPOINT')[0]!));
});

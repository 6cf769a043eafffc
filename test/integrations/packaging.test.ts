/** rpmcow's own RPM packages: right by rpm, by rpmlint and by rpmcow, and of use once installed. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RPMCOW, run, samplePackage, scratch } from '../cli/programs.ts';
import { loopVolume } from '../support/loop-volume.ts';
import { ROOT } from './pipeline.ts';
import {
  buildRpmPackages,
  defined,
  queried,
  type RpmPackages,
  SPEC,
  sourcesIn,
  succeed,
} from './rpm-packages.ts';

const { version, man, license } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
const HOME = '/usr/lib/node_modules/rpmcow';
const BUILD_TIME_LIMIT_MS = 300_000;
const TIME_LIMIT_MS = 60_000;

/** What of rpmlint's errors is no fault of the spec. */
const NO_FAULTS: readonly RegExp[] = [
  // The builder's business, or of other distributions.
  / E: no-(signature|packager-tag|group-tag|changelogname-tag)$/,
  // Where Fedora has npm packages, also those with native code.
  / E: hardcoded-library-path in %\{_prefix\}\/lib\/(node_modules|python)/,
  // What npm packages are like inside.
  / E: [a-z-]+ \/usr\/lib\/node_modules\/rpmcow\/node_modules\//,
  / E: files-duplicated-waste /,
  // The page is called rpmcow.toml, and is in section 5.
  / E: bad-manual-page-folder .*\/rpmcow\.toml\.5/,
];

const withoutRpmbuild = spawnSync('rpmbuild', ['--version']).error;
if (withoutRpmbuild !== undefined) console.warn(`skipped: rpmbuild: ${withoutRpmbuild.message}`);

describe.skipIf(withoutRpmbuild !== undefined)('the packages', () => {
  let directory: string;
  let packages: RpmPackages;
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'packaging-test-'));
    packages = await buildRpmPackages(directory);
  }, BUILD_TIME_LIMIT_MS);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it('have what their names promise', async () => {
    const files = await queried(packages.rpmcow, '--list');
    expect(files).toEqual(
      expect.arrayContaining([
        '/usr/bin/rpmcow',
        '/usr/bin/rpmcow-rpm2extents',
        '/usr/libexec/rpmcow-rpm2extents-bwrap',
        '/usr/share/rpmcow/magic',
        '/usr/share/rpmcow/schemas/check-report.json',
        '/usr/share/bash-completion/completions/rpmcow',
        '/usr/share/zsh/site-functions/_rpmcow',
        '/usr/share/fish/vendor_completions.d/rpmcow.fish',
      ]),
    );
    expect(await queried(packages.rpmcow, '--licensefiles')).toContainEqual(
      expect.stringMatching(/\/LICENSE$/),
    );
    const pages = files.filter((file) => file.startsWith('/usr/share/man/man'));
    const names = pages.map((page) => basename(page).replace(/\.gz$/, ''));
    expect(names.toSorted()).toEqual(man.map((page: string) => basename(page)).toSorted());

    const plugin = await queried(packages['python3-dnf-plugin-rpmcow'], '--list');
    expect(plugin).toContainEqual(expect.stringMatching(/\/dnf-plugins\/rpmcow\.py$/));
    const configuration = ['--configfiles'];
    expect(await queried(packages['python3-dnf-plugin-rpmcow'], ...configuration)).toEqual([
      '/etc/dnf/plugins/rpmcow.conf',
    ]);
    expect(await queried(packages['rpmcow-dnf5-actions'], ...configuration)).toEqual([
      '/etc/dnf/libdnf5-plugins/actions.d/rpmcow.actions',
    ]);
  });

  it('are of the version and the licences that they should be', async () => {
    for (const path of Object.values(packages)) {
      expect(await queried(path, '--queryformat', '%{VERSION}\\n')).toEqual([version]);
    }
    const [all = ''] = await queried(packages.rpmcow, '--queryformat', '%{LICENSE}\\n');
    const named = all.split(' AND ');
    expect(named).toContain(license);
    for (const folder of await productionModules()) {
      const module = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      // The name by which SPDX has it now.
      const spdx = module.license.replace(/^LGPL-3\.0\+$/, 'LGPL-3.0-or-later');
      expect.soft(named, `${module.name} is under ${spdx}`).toContain(spdx);
    }
  });

  it('name each npm package that is in them', async () => {
    const files = await queried(packages.rpmcow, '--list');
    const inside = files.flatMap(
      (file) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(file)?.slice(1) ?? [],
    );
    expect(inside).toContain('koffi');
    const provided = await queried(packages.rpmcow, '--provides');
    const bundled = provided.map((each) => /^bundled\(npm\((.+)\)\) = /.exec(each)?.[1]);
    expect(bundled).toEqual(expect.arrayContaining(inside.filter((name) => name !== 'rpmcow')));
    expect(bundled).toContain('commander');
    // Nobody is to link with what is private.
    expect(provided.filter((each) => /\.(node|so)\b/.test(each))).toEqual([]);
  });

  it('require what they need, and nothing that no system with this rpm has', async () => {
    const required = await queried(packages.rpmcow, '--requires');
    expect(required).toEqual(expect.arrayContaining(['nodejs(engine) >= 24', '/usr/bin/node']));
    expect(required).toContainEqual(expect.stringMatching(/^libc\.so\.6\(GLIBC_/));
    // The C library musl.
    expect(required.filter((each) => each.startsWith('libc.so()'))).toEqual([]);
    // Its epoch would make any version of Fedora's do.
    expect(required.filter((each) => /^nodejs\s/.test(each))).toEqual([]);
    const own = `rpmcow = ${version}-1`;
    const ofPlugin = await queried(packages['python3-dnf-plugin-rpmcow'], '--requires');
    expect(ofPlugin).toEqual(expect.arrayContaining([own, 'python3-dnf']));
    const ofActions = await queried(packages['rpmcow-dnf5-actions'], '--requires');
    expect(ofActions).toEqual(expect.arrayContaining([own, 'libdnf5-plugin-actions >= 5.2.11']));
  });

  it('are for this kind of machine, but for those without native code', async () => {
    const architecture = async (path: string) =>
      (await queried(path, '--queryformat', '%{ARCH}\\n'))[0];
    expect(await architecture(packages.rpmcow)).toBe(
      (await succeed(['rpm', '--eval', '%_arch'])).trim(),
    );
    expect(await architecture(packages['python3-dnf-plugin-rpmcow'])).toBe('noarch');
    expect(await architecture(packages['rpmcow-dnf5-actions'])).toBe('noarch');
  });

  it('complete as this rpmcow does', async () => {
    const root = scratch();
    await succeed([RPMCOW, 'extract', packages.rpmcow, '-C', root]);
    const installed = readFileSync(join(root, 'usr/share/bash-completion/completions/rpmcow'));
    const { stdout } = await run([RPMCOW, 'completion', 'bash']);
    expect(installed.equals(stdout)).toBe(true);
  });

  it('have no errors by rpmlint', async () => {
    const spec = join(sourcesIn(directory), basename(SPEC));
    copyFileSync(SPEC, spec);
    const command = ['rpmlint', '-c', '/dev/null', ...Object.values(packages), spec];
    const lint = spawnSync(command[0]!, command.slice(1), { encoding: 'utf8' });
    if (lint.error !== undefined) return console.warn(`skipped: rpmlint: ${lint.error.message}`);
    expect(lint.stdout).toContain('3 packages and 1 specfiles checked');
    const errors = lint.stdout.split('\n').filter((line) => / E: /.test(line));
    expect(errors.filter((line) => !NO_FAULTS.some((each) => each.test(line)))).toEqual([]);
  });

  it('have no finding by rpmcow that is more than a note', async () => {
    const targets = ['transcode', 'install', 'spec'].flatMap((target) => ['--target', target]);
    const { status, stdout } = await run([
      ...[RPMCOW, 'check', '--fail-on', 'warning', ...targets, '--format', 'json'],
      ...Object.values(packages),
    ]);
    const rules = JSON.parse(stdout.toString()).packages.flatMap((each: { findings: [] }) =>
      each.findings.map(({ rule }) => rule),
    );
    // Whoever publishes them signs them.
    expect({ status, rules: new Set(rules) }).toEqual({
      status: 0,
      rules: new Set(['sig-missing']),
    });
  });

  it(
    'are transcoded, proven and cloned, and run from there',
    async () => {
      const volume = loopVolume('btrfs');
      if (volume === undefined) return;
      const root = join(volume.path, 'root');
      const cache = join(volume.path, 'cache');
      mkdirSync(root);
      const transcoded = await succeed([
        ...[RPMCOW, 'transcode', '--format', 'ndjson', '--out-dir', cache],
        ...Object.values(packages),
      ]);
      const outcomes = transcoded
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).outcome);
      expect(outcomes).toEqual(['transcoded', 'transcoded', 'transcoded']);
      for (const path of Object.values(packages)) {
        const extents = join(cache, basename(path));
        await succeed([RPMCOW, 'verify', extents, '--against', path]);
        await succeed([RPMCOW, 'extract', extents, '-C', root, '--reflink', 'always']);
      }
      await expectToWork(root);
    },
    TIME_LIMIT_MS,
  );

  it(
    'install with rpm, all three, and run from there',
    async () => {
      const root = scratch();
      const rpm = ['rpm', '--root', root, '--nodeps'];
      await succeed([...rpm, '-i', ...Object.values(packages)]);
      expect(await succeed([...rpm, '-V', ...Object.keys(packages)])).toBe('');
      await expectToWork(root);
    },
    TIME_LIMIT_MS,
  );
});

describe.skipIf(withoutRpmbuild !== undefined)('the spec', () => {
  async function parsed(macros: Readonly<Record<string, string>>): Promise<string> {
    const sources = scratch();
    writeFileSync(join(sources, `rpmcow-${version}-bundled.inc`), '');
    return await succeed([
      ...['rpmspec', '--parse'],
      ...defined({ _sourcedir: sources, ...macros }),
      SPEC,
    ]);
  }

  it.each([
    ['Fedora', { fedora: '44' }, '/usr/bin/node-24'],
    ['EL 10', { rhel: '10' }, '/usr/bin/node-24'],
    ['EL 9', { rhel: '9' }, '/usr/bin/node'],
  ])('has the programs run by the right Node of %s', async (_, macros, node) => {
    expect(await parsed(macros)).toContain(`'1s,.*,#!${node} --v8-pool-size=0,'`);
  });

  it('uses the places of the distribution', async () => {
    const text = await parsed({
      nodejs_sitelib: '/elsewhere/js',
      python3_sitelib: '/elsewhere/py',
    });
    expect(text).toContain('\n/elsewhere/js/rpmcow\n');
    expect(text).toContain('\n/elsewhere/py/dnf-plugins/*\n');
  });
});

/** The programs below a root, with this Node: a version, a check, and a package transcoded. */
async function expectToWork(root: string): Promise<void> {
  const program = (name: string) => [process.execPath, join(root, 'usr/bin', name)];
  expect(await succeed([...program('rpmcow'), '--version'])).toBe(`${version}\n`);
  const path = join(scratch(), 'sample.rpm');
  const bytes = await samplePackage();
  writeFileSync(path, bytes);
  const check = await run([...program('rpmcow'), 'check', path]);
  expect({ status: check.status, stderr: check.stderr }).toEqual({ status: 0, stderr: '' });
  expect(check.stdout.toString()).toContain('survives Copy-on-Write');
  const { status, stdout } = await run([...program('rpmcow-rpm2extents'), 'SHA256'], {
    stdin: bytes,
  });
  expect(status).toBe(0);
  expect(stdout.subarray(-8).toString()).toBe('KWTSH100');
  expect(stdout.length).toBeGreaterThan(bytes.length);
  expect(readFileSync(join(root, HOME, 'dist/rpmcow.js'), 'utf8')).toMatch(
    /^#!\/usr\/bin\/node --v8-pool-size=0\n/,
  );
}

/** Folders of the npm packages that rpmcow runs with. */
async function productionModules(): Promise<string[]> {
  const list = await succeed(['npm', 'ls', '--omit=dev', '--all', '--parseable']);
  return list.trim().split('\n').slice(1);
}

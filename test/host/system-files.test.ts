/** What preflight reads off the files of a system: planted ones, below a directory. */
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { armored, certificate } from '../../corpus/openpgp/certificate.ts';
import { throwawayKey } from '../../corpus/openpgp/signing-key.ts';
import { scratch } from '../cli/programs.ts';
import { command } from '../support/mounted.ts';
import { examined } from './examined.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** A system of these files; what is in a bin or named like a transcoder is a program. */
function planted(files: Files): string {
  const root = scratch();
  mkdirSync(join(root, 'var/cache/dnf'), { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    const file = join(root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    if (/bin\/|rpm2extents$/.test(path)) chmodSync(file, 0o755);
  }
  return root;
}

async function answersOf(files: Files, environment: NodeJS.ProcessEnv = {}) {
  const system = planted(files);
  return await examined({ system, root: system, environment });
}

const NUL = '\0';
const MACROS = '%_dbpath /var/lib/rpm\n%__plugindir /usr/lib64/rpm-plugins\n';
const REFLINK_MACRO = '%__transaction_reflink %{__plugindir}/reflink.so\n';
const PLUGIN = 'usr/lib64/rpm-plugins/reflink.so';

const RPM = {
  'usr/bin/rpm': 'a program',
  'usr/bin/rpmkeys': 'a program',
  'usr/lib64/librpm.so.9': `${NUL}isTranscodedRpm${NUL}`,
  'usr/lib/rpm/macros': MACROS + REFLINK_MACRO,
  [PLUGIN]: `${NUL}isTranscodedRpm${NUL}extentsVerifySigs${NUL}`,
};

describe('rpm', () => {
  it('is in order with patched library, plugin and macro', async () => {
    const { answer } = await answersOf(RPM);
    expect(answer('host-rpm')).toMatchObject({ status: 'ok' });
    expect(answer('host-plugin')).toMatchObject({ status: 'ok' });
    expect(answer('host-plugin').found).toContain(`/${PLUGIN}`);
    expect(answer('host-footer')).toMatchObject({ status: 'ok' });
    expect(answer('host-footer').found).toContain('goes by the stored verdict');
    expect(answer('host-rpmkeys')).toMatchObject({ status: 'ok' });
  });

  test.each([
    ['nothing', {}, 'error', 'no /usr/bin/rpm'],
    ['no library', { 'usr/bin/rpm': '' }, 'unknown', 'library was not found'],
    [
      'a stock library',
      { 'usr/bin/rpm': '', 'usr/lib/x86_64-linux-gnu/librpm.so.9': 'rpmtsRun' },
      'error',
      'nothing in its library',
    ],
    [
      'a stock library and the first plugin',
      { ...RPM, 'usr/lib64/librpm.so.9': 'rpmtsRun', [PLUGIN]: 'reflink: unable to read magic' },
      'unknown',
      'plugin of 2021',
    ],
  ])('with %s', async (_, files, status, found) => {
    const { answer } = await answersOf(files);
    expect(answer('host-rpm').status).toBe(status);
    expect(answer('host-rpm').found).toContain(found);
  });

  test.each([
    ['no plugin', { [PLUGIN]: undefined }, 'error', 'no reflink.so in /usr/lib64/rpm-plugins'],
    ['no macro', { 'usr/lib/rpm/macros': MACROS }, 'error', 'is not defined'],
    [
      'the plugin in another directory',
      { 'usr/lib/rpm/macros': MACROS.replace('lib64', 'libx') + REFLINK_MACRO },
      'error',
      'rpm loads plugins from /usr/libx/rpm-plugins',
    ],
    [
      'the macro in a file of macros.d',
      { 'usr/lib/rpm/macros': MACROS, 'usr/lib/rpm/macros.d/macros.reflink': REFLINK_MACRO },
      'ok',
      'loaded by',
    ],
  ])('with %s', async (_, changes, status, found) => {
    const files = Object.entries({ ...RPM, ...changes }).filter(([, text]) => text !== undefined);
    const { answer } = await answersOf(Object.fromEntries(files) as Files);
    expect(answer('host-plugin').status).toBe(status);
    expect(answer('host-plugin').found).toContain(found);
  });

  test.each([
    ['reflink: unable to read magic', 'warning', '24 bytes'],
    ['reflink: unable to read trailer', 'ok', 'up to rpm'],
    ['something else', 'unknown', 'none of the known words'],
  ])('the footer by %j', async (words, status, found) => {
    const { answer } = await answersOf({ ...RPM, [PLUGIN]: words });
    expect(answer('host-footer').status).toBe(status);
    expect(answer('host-footer').found).toContain(found);
  });
});

describe('librepo', () => {
  test.each([
    ['error', 'no librepo.so.0', {}],
    ['error', 'does not know', { 'usr/lib64/librepo.so.0.0.0': 'LIBREPO_TRANSCODE' }],
    [
      'ok',
      'knows LIBREPO_TRANSCODE_RPMS',
      { 'usr/lib64/librepo.so.0.0.0': 'LIBREPO_TRANSCODE_RPMS' },
    ],
  ])('%s: %s', async (status, found, files: Files) => {
    const system = planted({ 'usr/lib64/other': '', ...files });
    // As ldconfig links it, and by an absolute path, which stays in the system all the same.
    if (Object.keys(files).length > 0) {
      symlinkSync('/usr/lib64/librepo.so.0.0.0', join(system, 'usr/lib64/librepo.so.0'));
    }
    const { answer } = await examined({ system, root: system });
    expect(answer('host-librepo').status).toBe(status);
    expect(answer('host-librepo').found).toContain(found);
  });
});

describe('dnf', () => {
  const DNF4 = { 'usr/bin/dnf': '' };
  const DNF5 = { 'usr/bin/dnf5': '' };
  const PYTHON = 'usr/lib/python3.13/site-packages/dnf-plugins';

  test.each([
    ['nothing', {}, 'warning', 'no dnf'],
    ['no plugin', DNF4, 'warning', 'none installed'],
    [
      'a plugin of dnf 4',
      { ...DNF4, [`${PYTHON}/rpmcow.py`]: '' },
      'ok',
      'rpmcow: /usr/lib/python3',
    ],
    [
      'a plugin of Debian',
      { ...DNF4, 'usr/lib/python3/dist-packages/dnf-plugins/reflink.py': '' },
      'ok',
      'reflink: ',
    ],
    [
      'one that is switched off',
      {
        ...DNF4,
        [`${PYTHON}/reflink.py`]: '',
        'etc/dnf/plugins/reflink.conf': '[main]\nenabled = 0\n',
      },
      'warning',
      'not enabled: ',
    ],
    [
      'all switched off',
      { ...DNF4, [`${PYTHON}/reflink.py`]: '', 'etc/dnf/dnf.conf': '[main]\nplugins=no\n' },
      'warning',
      'see /etc/dnf/plugins/reflink.conf',
    ],
    [
      'two at a time',
      { ...DNF4, [`${PYTHON}/reflink.py`]: '', [`${PYTHON}/rpmcow.py`]: '' },
      'warning',
      'both set the variable',
    ],
    [
      'one of dnf 5 without configuration',
      { ...DNF5, 'usr/lib64/libdnf5/plugins/reflink.so': '' },
      'warning',
      'not enabled',
    ],
    [
      'one of dnf 5',
      {
        ...DNF5,
        'usr/lib64/libdnf5/plugins/reflink.so': '',
        'etc/dnf/libdnf5-plugins/reflink.conf': '[main]\nname=reflink\nenabled=yes\n',
      },
      'ok',
      'reflink: /usr/lib64/libdnf5',
    ],
  ])('with %s', async (_, files: Files, status, found) => {
    const { answer } = await answersOf(files);
    expect(answer('host-dnf-plugin').status).toBe(status);
    expect(answer('host-dnf-plugin').found).toContain(found);
  });

  test.each([
    [DNF4, '', '/var/cache/dnf'],
    [DNF4, '[main]\ncachedir=/srv/cache # not a comment\n', '/srv/cache # not a comment'],
    [DNF5, '[main]\ncachedir=/srv/cache\n', '/var/cache/libdnf5'],
    [DNF5, '[other]\n[main]\nsystem_cachedir = /srv/five\n', '/srv/five'],
  ])('%j caches with %j in %s', async (files, configuration, expected) => {
    const { facts } = await answersOf({ ...files, 'etc/dnf/dnf.conf': configuration });
    expect(facts.cache.path.endsWith(expected)).toBe(true);
  });

  it('takes the file of dnf.conf over those that come before', async () => {
    const { facts } = await answersOf({
      ...DNF5,
      'usr/share/dnf5/libdnf.conf.d/a.conf':
        '[main]\nsystem_cachedir=/a\nmax_parallel_downloads=9\n',
      'etc/dnf/dnf.conf': '[main]\nsystem_cachedir=/b\n',
    });
    expect(facts.cache.path.endsWith('/b')).toBe(true);
    expect(facts.dnf.main.get('max_parallel_downloads')).toBe('9');
  });

  it('needs memory for each download', async () => {
    const files = { ...DNF4, 'etc/dnf/dnf.conf': '[main]\nmax_parallel_downloads=10000\n' };
    const { answer } = await answersOf(files);
    expect(answer('host-memory')).toMatchObject({ status: 'warning' });
    expect(answer('host-memory').found).toContain('10000 downloads');
  });
});

describe('the transcoder', () => {
  const OURS = 'usr/bin/rpmcow-rpm2extents';

  test.each([
    [{}, 'error', 'none'],
    [{ [OURS]: '#!/usr/bin/env node\nrpmcow' }, 'ok', `/${OURS} (rpmcow)`],
    [{ 'usr/libexec/rpm/rpm2extents': 'ELF' }, 'ok', '/usr/libexec/rpm/rpm2extents'],
  ])('%j: %s', async (files: Files, status, found) => {
    const { answer } = await answersOf(files);
    expect(answer('host-transcoder')).toMatchObject({ status, found });
  });

  test.each([
    [undefined, 'not-applicable', 'not set'],
    [`/${OURS} SHA256`, 'ok', `/${OURS} SHA256`],
    [`/${OURS} SHA256 sha512`, 'ok', 'sha512'],
    [`/${OURS}`, 'error', 'without a digest'],
    [`/${OURS}  SHA256`, 'error', '"" is the name of no digest'],
    [`/${OURS} SHA3`, 'error', '"SHA3" is the name of no digest'],
    ['rpmcow-rpm2extents SHA256', 'error', 'no absolute path'],
    ['/usr/bin/gone SHA256', 'error', '/usr/bin/gone is no program'],
  ])('LIBREPO_TRANSCODE_RPMS=%j: %s', async (setting, status, found) => {
    const environment = setting === undefined ? {} : { LIBREPO_TRANSCODE_RPMS: setting };
    const { answer } = await answersOf({ [OURS]: 'rpmcow' }, environment);
    expect(answer('host-environment').status).toBe(status);
    expect(answer('host-environment').found).toContain(found);
  });
});

describe('keys of repositories', () => {
  const keys = ['one', 'other'].map((name) => armored(certificate(throwawayKey(name))));
  const KEY = 'etc/pki/rpm-gpg/RPM-GPG-KEY-test';
  const repository = (lines: string) => `[test]\nname=test\nbaseurl=file:///nowhere\n${lines}\n`;
  const signed = repository(`gpgcheck=1\ngpgkey=file:///${KEY}`);
  const MACROS_ONLY = { 'usr/lib/rpm/macros': MACROS, [KEY]: keys.join('\n') };

  test.each([
    ['no repository', {}, 'not-applicable', 'no repository is enabled'],
    ['one that is not enabled', { a: `${signed}enabled=0\n` }, 'not-applicable', 'is enabled'],
    ['one that is not checked', { a: repository('gpgcheck=0') }, 'not-applicable', 'has gpgcheck'],
    ['a key that is not imported', { a: signed }, 'warning', `file:///${KEY} (test)`],
    [
      'a key behind https',
      { a: repository('gpgcheck=1\ngpgkey=https://h/k') },
      'unknown',
      'https://h/k',
    ],
    ['no key', { a: repository('gpgcheck=1') }, 'unknown', 'no gpgkey is configured: test'],
    [
      'a variable in the name of the key',
      { a: repository('gpgcheck=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-$what') },
      'warning',
      `file:///${KEY} (test)`,
    ],
  ])('with %s', async (_, { a }: { a?: string }, status, found) => {
    const repositories = a === undefined ? {} : { 'etc/yum.repos.d/a.repo': a };
    const files = { ...MACROS_ONLY, ...repositories, 'etc/dnf/vars/what': 'test\n' };
    const { answer } = await answersOf(files);
    expect(answer('host-keys').status).toBe(status);
    expect(answer('host-keys').found).toContain(found);
  });

  it('are not known where the database cannot be read', async () => {
    const { answer } = await answersOf({
      ...MACROS_ONLY,
      'etc/yum.repos.d/a.repo': signed,
      'var/lib/rpm/rpmdb.sqlite': 'no database',
    });
    expect(answer('host-keys')).toMatchObject({
      status: 'unknown',
      found: `not looked at: file:///${KEY} (test)`,
    });
  });

  it('are asked of no database that is not there, and none is made', async () => {
    const system = planted({ ...MACROS_ONLY, 'etc/yum.repos.d/a.repo': signed });
    mkdirSync(join(system, 'var/lib/rpm'), { recursive: true });
    const { answer } = await examined({ system, root: system });
    expect(answer('host-keys')).toMatchObject({ status: 'warning' });
    expect(readdirSync(join(system, 'var/lib/rpm'))).toEqual([]);
  });

  it('are in order once rpm has all of them', async () => {
    const system = planted({ ...MACROS_ONLY, 'etc/yum.repos.d/a.repo': signed });
    const database = join(system, 'var/lib/rpm');
    mkdirSync(database, { recursive: true });
    const states: string[] = [];
    for (const key of keys) {
      writeFileSync(join(database, 'key.asc'), key);
      command('rpmkeys', '--dbpath', database, '--import', join(database, 'key.asc'));
      const { answer } = await examined({ system, root: system });
      states.push(answer('host-keys').found);
    }
    expect(states).toEqual([`not imported: file:///${KEY} (test)`, 'imported: those of test']);
  });
});

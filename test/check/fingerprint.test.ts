import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packageBytes } from '../../corpus/package-bytes.ts';
import type { PackageDescription } from '../../corpus/writer/description.ts';
import {
  ENTRY_TYPE,
  i18nString,
  int32,
  string,
  stringArray,
} from '../../corpus/writer/header-entry.ts';
import { writePackage } from '../../corpus/writer/write-package.ts';
import { WRITTEN_PACKAGES } from '../../corpus/written-packages.ts';
import { type Fingerprint, fingerprint } from '../../src/check/fingerprint.ts';
import { gatherFacts } from '../../src/check/gather-facts.ts';
import { openFileSource } from '../../src/io/file-source.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { missingLabels, readLabels } from '../support/labels.ts';

const TAG = {
  i18nTable: 100,
  summary: 1004,
  description: 1005,
  buildHost: 1007,
  distribution: 1010,
  vendor: 1011,
  license: 1014,
  packager: 1015,
  group: 1016,
  url: 1020,
  sourceRpm: 1044,
  archiveSize: 1046,
  rpmVersion: 1064,
  changelogText: 1082,
  cookie: 1094,
  distUrl: 1123,
  payloadFlags: 1126,
  platform: 1132,
} as const;

async function fingerprintOf(bytes: Uint8Array): Promise<Fingerprint> {
  return fingerprint(await gatherFacts(bytesSource(bytes), { payload: true }));
}

type Wishes = Pick<
  PackageDescription,
  'main' | 'signature' | 'leadName' | 'memberPrefix' | 'format'
>;

async function made(wishes: Wishes = {}): Promise<Fingerprint> {
  return fingerprintOf(await writePackage({ ...WRITTEN_PACKAGES.get('plain')!, ...wishes }));
}

const shown = ({ evidence }: Fingerprint): string[] =>
  evidence.map(({ what, where }) => `${where}: ${what}`);

describe('rpmbuild', () => {
  test('by its version, borne out by what it writes since then', async () => {
    const found = await made({
      main: { entries: [string(TAG.cookie, 'corpus.invalid 1600000000')] },
    });
    expect(found).toMatchObject({ builder: 'rpmbuild 4.18.0', host: 'corpus.invalid' });
    expect(shown(found)).toEqual([
      'main header, tag 1064: RPMVERSION is "4.18.0"',
      'main header, tag 1094: COOKIE repeats BUILDHOST and BUILDTIME',
      'main header, tag 5097: PAYLOADDIGESTALT, as since 4.16',
    ]);
  });

  test('of version 6, by its format', async () => {
    const found = await fingerprintOf(await packageBytes('format-v6'));
    expect(found.builder).toBe('rpmbuild 6.0.0');
    expect(shown(found)).toContain('main header, tag 5114: RPMFORMAT, as since 6.0');
  });

  test('a version that all the rest is too new for is somebody else', async () => {
    const found = await made({ main: { entries: [string(TAG.rpmVersion, '4.4.2.3')] } });
    expect(found.builder).toBeUndefined();
    expect(shown(found)).toEqual([
      'main header, tag 1064: RPMVERSION is "4.4.2.3"',
      'main header, tag 5097: PAYLOADDIGESTALT, which rpmbuild has since 4.16: another tool',
    ]);
  });

  test('a header that rpmbuild did not write like this', async () => {
    const found = await fingerprintOf(await packageBytes('main-unsorted'));
    expect(found.builder).toBe('rpmbuild 4.18.0');
    expect(shown(found)).toContain('main header: not sorted by tag: another tool wrote it anew');
  });

  test('a single trait says that it is', async () => {
    const found = await fingerprintOf(await packageBytes('format-v3'));
    expect(found.builder).toBe('rpmbuild 3.0.6');
    expect(shown(found)).toEqual([
      'main header, tag 1064: RPMVERSION is "3.0.6": the only sign of rpmbuild 3.0.6',
    ]);
  });
});

describe('tools that write packages themselves', () => {
  const cases: readonly [string, Wishes, number][] = [
    [
      'rpm-rs 0.30.2',
      {
        leadName: 'plain',
        main: {
          entries: [string(TAG.rpmVersion, 'rpm-rs 0.30.2'), string(TAG.sourceRpm, '(none)')],
        },
      },
      3,
    ],
    [
      'rpm-rs',
      {
        leadName: 'plain',
        main: { entries: [string(TAG.sourceRpm, '(none)')], without: [TAG.rpmVersion] },
      },
      2,
    ],
    [
      'rpm5 5.4.8',
      {
        leadName: '',
        main: { entries: [string(TAG.rpmVersion, '5.4.8'), int32(1199, [1])] },
        signature: {
          dribbles: [
            { tag: 0x3fffffff, type: ENTRY_TYPE.binary, count: 4, data: new Uint8Array(4) },
          ],
        },
      },
      // The last is that the padding is outside the region.
      5,
    ],
    [
      'rpmpack (nfpm, goreleaser)',
      {
        memberPrefix: '/',
        main: {
          entries: [string(TAG.i18nTable, 'C'), string(TAG.summary, 'packed')],
          without: [TAG.rpmVersion],
        },
        signature: { without: [269] },
      },
      5,
    ],
    [
      'redline',
      {
        main: {
          entries: [string(TAG.rpmVersion, '4.4.2'), string(TAG.platform, 'noarch-linux')],
        },
      },
      3,
    ],
    [
      'install4j',
      {
        main: {
          entries: [int32(TAG.archiveSize, [1]), i18nString(TAG.group, 'unsorted')],
          without: [TAG.rpmVersion, TAG.buildHost],
        },
      },
      3,
    ],
  ];

  test.each(cases)('%s', async (builder, wishes, traits) => {
    const found = await made(wishes);
    expect(found.builder).toBe(builder);
    expect(found.evidence).toHaveLength(traits);
  });

  test('no RPMVERSION alone tells nothing', async () => {
    const found = await made({ main: { without: [TAG.rpmVersion] } });
    expect(found).toMatchObject({ builder: undefined, evidence: [] });
  });

  test('5.99 was rpm 6 before its release, not rpm 5', async () => {
    const found = await made({ main: { entries: [string(TAG.rpmVersion, '5.99.90')] } });
    expect(found.builder).toBe('rpmbuild 5.99.90');
  });
});

describe('programs that write the spec file', () => {
  test.each([
    ['fpm', [string(TAG.url, 'http://example.com/no-uri-given')]],
    ['fpm', [stringArray(TAG.changelogText, ['- Package created with FPM'])]],
    [
      'fpm',
      [
        string(TAG.vendor, 'none'),
        string(TAG.license, 'unknown'),
        i18nString(TAG.group, 'default'),
      ],
    ],
    [
      'CPack',
      [
        stringArray(TAG.changelogText, [
          '  Generated by CPack RPM (no Changelog file were provided)',
        ]),
      ],
    ],
    ['CPack', [i18nString(TAG.description, 'This is an installer created using CPack (https:…).')]],
    [
      'alien 8.95.4',
      [i18nString(TAG.description, 'X\n\n(Converted from a deb package by alien version 8.95.4.)')],
    ],
    ['checkinstall', [i18nString(TAG.description, 'Package created with checkinstall 1.6.2')]],
  ])('%s', async (name, entries) => {
    const found = await made({ main: { entries } });
    expect(found.builder).toBe(`${name} (rpmbuild 4.18.0)`);
  });

  test.each([
    ['two defaults of fpm', [string(TAG.vendor, 'none'), string(TAG.license, 'unknown')]],
    ['a description about CPack', [i18nString(TAG.description, 'Helps with CPack.')]],
  ])('%s are not enough', async (_, entries) => {
    expect((await made({ main: { entries } })).builder).toBe('rpmbuild 4.18.0');
  });
});

describe('where it was built', () => {
  test.each([
    ['Open Build Service', [string(TAG.distUrl, 'obs://build.opensuse.org/home:me/x/0-y')]],
    ['osc build', [string(TAG.vendor, 'obs://build.opensuse.org/home:me')]],
    ['Copr', [string(TAG.vendor, 'Fedora Copr - user me')]],
    ['Copr', [string(TAG.vendor, 'Fedora Project COPR (me/mine)')]],
    [
      'Fedora Koji',
      [
        string(TAG.vendor, 'Fedora Project'),
        string(TAG.buildHost, 'buildvm-x86-16.iad2.fedoraproject.org'),
      ],
    ],
    ['Koji', [string(TAG.distribution, 'Koji')]],
    ['GitHub Actions', [string(TAG.buildHost, 'fv-az1919-435')]],
    ['a container', [string(TAG.buildHost, '6523c7df0a9b')]],
    [undefined, [string(TAG.vendor, 'Fedora Project')]],
    [undefined, [string(TAG.buildHost, 'buildvm-x86-16.iad2.fedoraproject.org')]],
  ])('%s', async (service, entries) => {
    const found = await made({ main: { entries } });
    expect(found.service).toBe(service);
    expect(found.builder).toBe('rpmbuild 4.18.0');
  });
});

describe('the signature header', () => {
  test('entries outside the region', async () => {
    const found = await fingerprintOf(await packageBytes('signature-dribble'));
    expect(shown(found)).toContain(
      'signature header: #290 outside the region: added to a finished header',
    );
  });

  test('no region', async () => {
    const found = await fingerprintOf(await packageBytes('signature-region-missing'));
    expect(shown(found)).toContain(
      'signature header: no region, which rpmbuild writes: another tool',
    );
  });

  test('no space left for signatures', async () => {
    const found = await made({ signature: { without: [1008] } });
    expect(shown(found)).toContain(
      'signature header: no RESERVEDSPACE, which rpmbuild leaves: another tool',
    );
  });

  test('a signature that left the reserved space as it was', async () => {
    const found = await made({
      signature: {
        entries: [{ tag: 268, type: ENTRY_TYPE.binary, count: 3, data: Uint8Array.of(1, 2, 3) }],
      },
    });
    expect(shown(found)).toContainEqual(expect.stringContaining('RESERVEDSPACE is whole'));
  });
});

test('a head that cannot be read tells nothing', async () => {
  const found = await fingerprintOf(await packageBytes('main-stale-region-count'));
  expect(found).toMatchObject({ builder: undefined, evidence: [] });
});

const SHARED = resolve(import.meta.dirname, '../../../shared/corpus');

/** Builders as the corpus's manifest has them, by path, in the words of fingerprints. */
function manifestBuilders(): Map<string, string> {
  const [header = '', ...lines] = readFileSync(join(SHARED, 'manifest.tsv'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const [path, builder] = ['path', 'builder'].map((name) => header.indexOf(name));
  return new Map(lines.map((cells) => [cells[path!]!, inOurWords(cells[builder!]!)]));
}

/** The manifest puts distributions and guesses of services in front. */
function inOurWords(builder: string): string {
  return builder
    .replace(
      /^(?:Red Hat|Fedora koji|SUSE\/OBS|OBS\?|COPR|CentOS|PLD|Mandriva|RPMforge|ATrpms) /,
      '',
    )
    .replace(/^fpm -> (.*)$/, 'fpm ($1)')
    .replace(/^rpm-rs \((.*)\)$/, 'rpm-rs $1')
    .replace(/^makedeltarpm \(base (.*)\)$/, 'makedeltarpm (rpmbuild $1)')
    .replace(/^redline.*/, 'redline')
    .replace(/^rpmpack.*/, 'rpmpack (nfpm, goreleaser)')
    .replace(/^eclipse.*/, 'Eclipse Packager');
}

/** The manifest goes by RPMVERSION alone; these say more. */
function better(id: string, fromManifest: string | undefined): string | undefined {
  // Its changelog names CPack.
  if (id.endsWith('/rnp-0.9.0-1.el7.x86_64.rpm')) return 'CPack (rpmbuild 4.11.3)';
  // A snapshot of rpm 6, which had not got its number yet.
  return fromManifest?.replace('rpm5 5.99', 'rpmbuild 5.99');
}

describe('packages of the corpus', () => {
  const missing = missingLabels();

  test('their builders', async ({ skip }) => {
    if (missing !== undefined) skip(missing);
    if (!existsSync(join(SHARED, 'manifest.tsv'))) skip('their manifest is not here');
    const builders = manifestBuilders();
    const different: unknown[] = [];
    let known = 0;
    for (const { id, path } of readLabels('corpus')) {
      const { head, found } = await labelled(path);
      if (head === undefined) continue;
      const expected = better(id, builders.get(id));
      if (found.builder === expected) known++;
      else different.push({ id, expected, found });
    }
    expect(different).toEqual([]);
    expect(known).toBeGreaterThan(800);
  });

  test.for([
    ['redline-sample-1.0-1.gzip.noarch.rpm', 'redline', undefined],
    ['test-1.0.0.x86_64.rpm', 'rpmpack (nfpm, goreleaser)', 'Docker BuildKit'],
    ['tauri-sample-gzip9.rpm', 'rpm-rs 0.30.2', undefined],
    ['passy-v1.1.9.x86_64.rpm', 'fpm (rpmbuild 4.18.2)', 'GitHub Actions'],
    ['lua-5.4.2-1.fc33.x86_64.rpm', 'rpmbuild 4.16.0', 'Fedora Koji'],
    ['apples-0.0.2-lp151.2.1.x86_64.rpm', 'rpmbuild 4.14.1', 'Open Build Service'],
    ['hello-2.0-1.x86_64-badima.rpm', 'rpmbuild 4.13.90', undefined],
  ] as const)('%s', async ([name, builder, service], { skip }) => {
    if (missing !== undefined) skip(missing);
    const label = readLabels('corpus').find(({ id }) => id.endsWith(`/${name}`));
    const { found } = await labelled(label!.path);
    expect(found).toMatchObject({ builder, service });
  });
});

async function labelled(path: string) {
  const source = openFileSource(path);
  try {
    const facts = await gatherFacts(source, { payload: false });
    return { head: facts.head, found: fingerprint(facts) };
  } finally {
    source.close();
  }
}

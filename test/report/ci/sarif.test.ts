/**
 * SARIF: what GitHub requires and refuses, and what tells one finding from another.
 *
 * The schema beside this file was written for this test, after OASIS' own and GitHub's list of the
 * properties that it reads.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, it, test } from 'vitest';
import type { CheckFinding, CheckResult } from '../../../src/check/check-record.ts';
import type { ReportSetting } from '../../../src/report/ci/reporter.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import {
  checked,
  cut,
  ERROR,
  fault,
  finds,
  NOTE,
  reportText,
  UNREADABLE,
  WARNING,
} from './report-text.ts';

/** Bytes that GitHub takes. */
const MOST_GZIPPED = 10 * 1000 * 1000;

const ajv = new Ajv2020.default({ allErrors: true, strict: true, strictTypes: false });
addFormats.default(ajv);
const validate = ajv.compile(
  JSON.parse(readFileSync(resolve(import.meta.dirname, 'sarif-emitted.json'), 'utf8')),
);

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly [Location];
  readonly relatedLocations?: readonly [Location];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
  readonly baselineState?: string;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string };
    readonly region: Readonly<Record<string, number>>;
  };
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly invocations: readonly [
    {
      readonly executionSuccessful: boolean;
      readonly toolExecutionNotifications: readonly {
        readonly level: string;
        readonly message: { readonly text: string };
      }[];
    },
  ];
  readonly results: readonly Result[];
}

/** The run of a report that is valid. */
function sarifOf(results: readonly CheckResult[], changes: Partial<ReportSetting> = {}): Run {
  const document = JSON.parse(reportText('sarif', results, changes));
  expect(validate(document), ajv.errorsText(validate.errors)).toBe(true);
  return document.runs[0];
}

const marksOf = ({ results }: Run) =>
  results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);

test('nothing found is a valid report', () => {
  const { results, invocations } = sarifOf([checked()]);
  expect(results).toEqual([]);
  expect(invocations[0]).toEqual({ executionSuccessful: true, toolExecutionNotifications: [] });
});

describe('a result', () => {
  it('has rule, level, what is wrong, and the bytes of the file', () => {
    const { results, tool } = sarifOf([finds({})]);
    expect(results).toHaveLength(1);
    const { ruleId, ruleIndex, level, message, locations } = results[0]!;
    expect({ ruleId, level }).toEqual({ ruleId: 'lead-magic', level: 'error' });
    expect(tool.driver.rules[ruleIndex]!.id).toBe('lead-magic');
    expect(message.text).toBe(
      'the reserved bytes of the lead are not zero. Expected 16 zero bytes; found 01; in lead at 0x50 (80), 16 bytes.',
    );
    const { artifactLocation, region } = locations[0].physicalLocation;
    expect(artifactLocation.uri).toBe('Packages/hello.rpm');
    expect(region).toMatchObject({ startLine: 1, byteOffset: 80, byteLength: 16 });
  });

  it('of the archive has no bytes: these are compressed', () => {
    const where = { ...fault().where, section: 'cpio' } as const;
    const [{ locations }] = sarifOf([finds({ where })]).results as [Result];
    expect(locations[0].physicalLocation.region).not.toHaveProperty('byteOffset');
  });

  it('is no placeholder and no link, whatever a package is called', () => {
    const message = 'a {0} [click](https://example.org)';
    const [{ message: shown }] = sarifOf([finds({ message })]).results as [Result];
    expect(shown.text).toContain('a {{0}} [click] (https://example.org).');
  });

  it('is there for what weighs something to the targets asked for', () => {
    const results = [finds({ severity: { ...NOTE, transcode: 'none', spec: 'error' } })];
    expect(sarifOf(results).results).toEqual([]);
    expect(sarifOf(results, { targets: ['spec'] }).results).toHaveLength(1);
  });

  it('is not there for what is ignored, and marked for what the baseline has', () => {
    const findings = [
      fault({ ignored: { reason: 'we know' } }),
      fault({ baseline: true }),
      fault(),
    ];
    const { results } = sarifOf([checked({ findings })], { hasBaseline: true });
    expect(results.map(({ baselineState }) => baselineState)).toEqual(['unchanged', 'new']);
    expect(sarifOf([checked({ findings })]).results[0]!.baselineState).toBeUndefined();
  });

  it('says of how many places of its rule there is no result', () => {
    const findings = [fault(), fault()];
    const { results } = sarifOf([checked({ findings, omitted: { 'lead-magic': 7 } })]);
    expect(results.map(({ message }) => message.text.includes('in 7 more places'))).toEqual([
      false,
      true,
    ]);
  });
});

describe('the path of a package', () => {
  test.each([
    ['Packages/a b+é.rpm', 'Packages/a%20b%2B%C3%A9.rpm'],
    ['./a.rpm', 'a.rpm'],
    ['/build/out/a.rpm', 'out/a.rpm'],
    ['/elsewhere/a.rpm', 'file:///elsewhere/a.rpm'],
    ['1:2.rpm', '1%3A2.rpm'],
    ['-', 'stdin'],
  ])('%s is %s', (path, uri) => {
    const [{ locations }] = sarifOf([finds({}, { path })]).results as [Result];
    expect(locations[0].physicalLocation.artifactLocation.uri).toBe(uri);
  });
});

describe('the mark of a result', () => {
  const one = (changes: Partial<CheckFinding>, nevra = 'hello-2.10-1.x86_64') =>
    marksOf(sarifOf([finds(changes, { nevra })]))[0];

  it('stays with another version, another file name and other offsets', () => {
    const where = { ...fault().where, path: '/usr/share/hello-2.10/x' };
    const moved = { ...where, offset: 4711, path: '/usr/share/hello-2.12/x' };
    expect(one({ where: moved }, 'hello-2.12-3.x86_64')).toBe(one({ where }));
  });

  it('is another one for another package, rule, tag or file', () => {
    const { where } = fault();
    const marks = [
      one({}),
      one({}, 'howdy-2.10-1.x86_64'),
      one({ rule: 'lead-type' }),
      one({ where: { ...where, tag: 1000 } }),
      one({ where: { ...where, path: '/a' } }),
      one({ where: { ...where, path: '/b' } }),
    ];
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('is of no other result of the run', () => {
    const findings = Array.from({ length: 20 }, () => fault());
    const marks = marksOf(sarifOf([checked({ findings }), checked({ findings })]));
    expect(marks).toHaveLength(40);
    expect(new Set(marks).size).toBe(40);
  });
});

test('files that cannot be read are notifications, beside the results of the others', () => {
  const { invocations, results } = sarifOf([UNREADABLE, cut(), finds({})]);
  expect(invocations[0].executionSuccessful).toBe(false);
  expect(invocations[0].toolExecutionNotifications).toMatchObject([
    { descriptor: { id: 'ENOENT' }, level: 'error' },
    { descriptor: { id: 'TRUNCATED' }, level: 'error' },
  ]);
  expect(results.map(({ ruleId }) => ruleId)).toEqual(['sig-truncated', 'lead-magic']);
});

test('rules weigh what they weigh to the targets, and have help', () => {
  const { rules } = sarifOf([], { targets: ['spec'] }).tool.driver;
  const rule = rules.find(({ id }) => id === 'cpio-checksum');
  expect(rule).toMatchObject({
    defaultConfiguration: { level: 'warning' },
    help: { markdown: expect.stringContaining('**What to do.** ') },
    properties: { tags: expect.arrayContaining(['rpm', 'payload', 'spec']) },
  });
  expect(sarifOf([]).tool.driver.rules.some(({ id }) => id === 'cpio-checksum')).toBe(false);
});

describe('a spec file', () => {
  const lines = ['Name: hello', 'Summary: ', 'License: MIT', '%files', '/usr/bin/hello'];
  const spec = { path: 'hello.spec', lines };

  it('is where results are shown, with the bytes of the package beside', () => {
    const where = { ...fault().where, section: 'main-header', tag: 1014, path: null } as const;
    const { results } = sarifOf([finds({ where })], { spec });
    const { locations, relatedLocations } = results[0]!;
    expect(locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'hello.spec' },
      region: { startLine: 3, startColumn: 1, endLine: 3, endColumn: 13 },
    });
    expect(relatedLocations![0].physicalLocation).toMatchObject({
      artifactLocation: { uri: 'Packages/hello.rpm' },
      region: { byteOffset: 80 },
    });
  });
});

describe('30,000 findings', () => {
  /** 10,000 notes, then as many warnings, then as many errors; 20 a package. */
  function* results(text: (i: number) => string): Generator<CheckResult> {
    let i = 0;
    for (const severity of [NOTE, WARNING, ERROR]) {
      for (let n = 0; n < 500; n++) {
        const findings = Array.from({ length: 20 }, () => {
          i++;
          const where = { ...fault().where, offset: i, path: text(3 * i + 2) };
          return fault({ severity, where, message: text(3 * i), found: text(3 * i + 1) });
        });
        yield checked({ path: `Packages/${text(i)}.rpm`, nevra: null, findings });
      }
    }
  }

  function limited(text: (i: number) => string) {
    const report = reportText('sarif', [...results(text)]);
    const run: Run = JSON.parse(report).runs[0];
    expect(gzipSync(report).length).toBeLessThan(MOST_GZIPPED);
    return run;
  }

  it('are 25,000 results, gravest first, and a notification of the rest', () => {
    const { results: kept, invocations } = limited((i) => `/usr/share/hello/file-${i}`);
    const levels = kept.map(({ level }) => level);
    expect(levels).toHaveLength(25_000);
    expect(levels.slice(0, 10_000)).toEqual(new Array(10_000).fill('error'));
    expect(levels.slice(10_000, 20_000)).toEqual(new Array(10_000).fill('warning'));
    expect(levels.slice(20_000)).toEqual(new Array(5000).fill('note'));
    expect(kept[0]!.message.text).toContain('file-60003.');
    expect(invocations[0]).toMatchObject({
      executionSuccessful: true,
      toolExecutionNotifications: [
        { level: 'warning', message: { text: expect.stringMatching(/^5000 results/) } },
      ],
    });
  });

  it('are fewer where their texts do not compress, and still the gravest', () => {
    // gzip looks back 32 KiB: what comes again after megabytes is new to it.
    const pool = Buffer.from(seededRandom(1).bytes(2_000_000)).toString('base64url');
    const noise = (i: number) => pool.slice((i * 1000) % pool.length).slice(0, 1000);
    const { results: kept, invocations } = limited(noise);
    expect(kept.length).toBeGreaterThan(2000);
    expect(new Set(kept.map(({ level }) => level))).toEqual(new Set(['error']));
    expect(invocations[0].toolExecutionNotifications).toHaveLength(1);
  });
});

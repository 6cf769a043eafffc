/** What changed between two audits. */
import { describe, expect, it, test } from 'vitest';
import type { AuditedPackage } from '../../src/audit/audit.ts';
import { type AuditComparison, compareAudits, isWorse } from '../../src/audit/compare-audits.ts';
import type { CheckPrediction } from '../../src/check/check-record.ts';
import { finding } from '../check/made-up-record.ts';
import { audited, smallAudit, unreadable } from './made-up-audit.ts';

const compare = (old: readonly AuditedPackage[], current: readonly AuditedPackage[]) =>
  compareAudits(smallAudit(old), smallAudit(current));
const changes = ({ changes: all }: AuditComparison) =>
  all.map(({ kind, old, current, trend }) => [kind, old, current, trend]);
const predicted = (
  reference: CheckPrediction['reference'],
  rpmcow: CheckPrediction['rpmcow'] = 'transcoded',
) => ({ prediction: { reference, rpmcow, because: [], certain: true } });
const error = finding({
  rule: 'sig-wrong-type',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
});
const rules = (list: readonly { readonly rule: string }[]) => list.map(({ rule }) => rule);

describe('packages', () => {
  const hello = audited('hello-1.0-1.x86_64');

  test.each<[string, AuditedPackage[], AuditedPackage[], unknown[]]>([
    ['nothing at all', [hello], [hello], []],
    ['one that is new', [], [hello], [['new', null, 'hello-1.0-1.x86_64', 'same']]],
    ['one that is gone', [hello], [], [['gone', 'hello-1.0-1.x86_64', null, 'same']]],
    [
      'another version',
      [hello],
      [audited('hello-1.1-1.x86_64')],
      [['version', 'hello-1.0-1.x86_64', 'hello-1.1-1.x86_64', 'same']],
    ],
    [
      'another version at the same place',
      [audited('hello-1.0-1.x86_64', {}, { location: 'latest.rpm' })],
      [audited('hello-1.1-1.x86_64', {}, { location: 'latest.rpm' })],
      [['version', 'hello-1.0-1.x86_64', 'hello-1.1-1.x86_64', 'same']],
    ],
    [
      'the same version with other bytes',
      [hello],
      [{ ...hello, checksum: 'sha256:other' }],
      [['rebuilt', 'hello-1.0-1.x86_64', 'hello-1.0-1.x86_64', 'same']],
    ],
    [
      'another architecture, which is another package',
      [hello],
      [audited('hello-1.0-1.aarch64')],
      [
        ['new', null, 'hello-1.0-1.aarch64', 'same'],
        ['gone', 'hello-1.0-1.x86_64', null, 'same'],
      ],
    ],
    [
      'another repository, too',
      [hello],
      [{ ...hello, repository: 'extra' }],
      [
        ['new', null, 'hello-1.0-1.x86_64', 'same'],
        ['gone', 'hello-1.0-1.x86_64', null, 'same'],
      ],
    ],
    [
      'several versions: the newest for the newest',
      [audited('hello-9-1.x86_64'), audited('hello-10-1.x86_64')],
      [audited('hello-11-1.x86_64'), audited('hello-12-1.x86_64')],
      [
        ['version', 'hello-9-1.x86_64', 'hello-11-1.x86_64', 'same'],
        ['version', 'hello-10-1.x86_64', 'hello-12-1.x86_64', 'same'],
      ],
    ],
    [
      'one version more: it follows on the newest',
      [audited('hello-9-1.x86_64'), audited('hello-10-1.x86_64')],
      [audited('hello-11-1.x86_64'), audited('hello-9-1.x86_64'), audited('hello-10-1.x86_64')],
      [['new', 'hello-10-1.x86_64', 'hello-11-1.x86_64', 'same']],
    ],
    [
      'one that cannot be read any more',
      [audited('hello-1.0-1.x86_64', {}, { location: 'hello.rpm' })],
      [unreadable('hello.rpm')],
      [['version', 'hello-1.0-1.x86_64', null, 'worse']],
    ],
  ])('%s', (_, old, current, expected) => {
    expect(changes(compare(old, current))).toEqual(expected);
  });

  it('are all counted', () => {
    const old = ['a-1-1.x', 'b-1-1.x', 'c-1-1.x'].map((nevra) => audited(nevra));
    const current = ['a-1-1.x', 'b-2-1.x', 'd-1-1.x'].map((nevra) => audited(nevra));
    expect(compare(old, current).counts.packages).toEqual({
      new: 1,
      gone: 1,
      version: 1,
      rebuilt: 0,
      unchanged: 1,
    });
  });
});

describe('predictions', () => {
  test.each([
    ['same', 'cow-fails', 'worse'],
    ['same', 'both-reject', 'worse'],
    ['both-reject', 'different-tree', 'worse'],
    ['cow-fails', 'same', 'better'],
    ['cow-fails', 'cow-accepts', 'other'],
    ['cow-fails', 'cow-fails', 'same'],
  ] as const)('from %s to %s are %s', (before, after, trend) => {
    const old = audited('hello-1-1.x', predicted(before));
    const { counts } = compare([old], [audited('hello-2-1.x', predicted(after))]);
    expect(counts.predictions[trend]).toBe(1);
  });

  it('of rpmcow count where those of the reference are equal', () => {
    const old = audited('hello-1-1.x', predicted('same', 'transcoded'));
    const { changes: all } = compare(
      [old],
      [audited('hello-1-1.x', predicted('same', 'pass-through'))],
    );
    expect(all).toMatchObject([{ kind: 'unchanged', trend: 'worse' }]);
  });

  it('of a new package are no better than those of a version that is still there', () => {
    const broken = audited('hello-1-1.x', predicted('cow-fails'));
    expect(changes(compare([broken], [broken, audited('hello-2-1.x')]))).toEqual([
      ['new', 'hello-1-1.x', 'hello-2-1.x', 'same'],
    ]);
  });
});

describe('findings', () => {
  const [note, other] = [finding(), finding({ rule: 'lead-name-empty' })];

  it('are new, fixed and unchanged', () => {
    const old = audited('hello-1-1.x', { findings: [note, other] });
    const { changes: all, counts } = compare(
      [old],
      [audited('hello-2-1.x', { findings: [note, error] })],
    );
    expect(rules(all[0]!.findings.new)).toEqual(['sig-wrong-type']);
    expect(rules(all[0]!.findings.fixed)).toEqual(['lead-name-empty']);
    expect(counts.findings).toEqual({ new: 1, fixed: 1, unknown: 0, same: 1 });
  });

  it('of a further version are those that the version before did not have', () => {
    const old = audited('hello-1-1.x', { findings: [note, other] });
    const { counts } = compare([old], [old, audited('hello-2-1.x', { findings: [note, error] })]);
    expect(counts.findings).toEqual({ new: 1, fixed: 0, unknown: 0, same: 3 });
  });

  it('that were not looked for are not fixed', () => {
    const old = audited('hello-1-1.x', { findings: [finding({ rule: 'digest-mismatch' })] });
    const { counts } = compare([old], [audited('hello-1-1.x', { examined: ['file', 'lead'] })]);
    expect(counts.findings).toEqual({ new: 0, fixed: 0, unknown: 1, same: 0 });
  });

  it('of which not every place is known are the same in both', () => {
    const places = (count: number) =>
      Array.from({ length: count }, (_, i) =>
        finding({ where: { section: 'lead', offset: 0, length: 1, tag: i, path: null } }),
      );
    const old = audited('hello-1-1.x', { findings: places(3), omitted: { 'lead-reserved': 5 } });
    const { counts } = compare([old], [audited('hello-2-1.x', { findings: places(8) })]);
    expect(counts.findings).toEqual({ new: 0, fixed: 0, unknown: 0, same: 8 });
  });

  it('that are ignored are none', () => {
    const ignored = { ...error, ignored: { reason: 'known' } };
    const { counts } = compare([], [audited('hello-1-1.x', { findings: [ignored] })]);
    expect(counts.findings.new).toBe(0);
  });
});

test.each([
  ['a worse prediction', predicted('cow-fails'), 'error', true],
  ['a new error', { findings: [error] }, 'error', true],
  ['a new warning', { findings: [finding()] }, 'error', false],
  ['a new warning, where these count', { findings: [finding()] }, 'warning', true],
  [
    'anything, where nothing counts',
    { ...predicted('cow-fails'), findings: [error] },
    'never',
    false,
  ],
] as const)('%s makes it worse: %s', (_, change, failOn, worse) => {
  const { changes: all } = compare([audited('a-1-1.x')], [audited('a-1-1.x', change)]);
  expect(all.some((each) => isWorse(each, failOn))).toBe(worse);
});

it('says where depth and rules differ', () => {
  const old = smallAudit([], { depth: 'headers', ruleSet: 'a' });
  const current = smallAudit([audited('a-1-1.x')], { ruleSet: 'b' });
  expect(compareAudits(old, current)).toMatchObject({
    old: { depth: 'headers', packages: 0 },
    current: { depth: 'payload', packages: 1 },
    sameRules: false,
  });
});

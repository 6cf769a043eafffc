import { describe, expect, it, test } from 'vitest';
import { checkText } from '../../src/report/check-text.ts';
import type { CheckTextStyle } from '../../src/report/check-text-style.ts';
import { verdictOf } from '../../src/report/check-verdict.ts';
import { plain } from '../../src/report/paint.ts';
import { findRule } from '../../src/rules/catalogue.ts';
import { rule } from '../../src/rules/rule.ts';
import { finding, record } from '../check/made-up-record.ts';

const RULE = rule({
  ...findRule('lead-magic')!,
  id: 'lead-reserved',
  rpmVersions: [{ before: '4.20', install: 'warning', what: 'reserved bytes are looked at' }],
  doc: {
    what: 'The reserved bytes of the lead are not zero.',
    why: 'Nobody reads them.',
    fix: 'Write zeros into bytes 80 to 95, which every tool that follows the format does anyway.',
    sources: ['format_lead.md'],
  },
});

const STYLE: CheckTextStyle = {
  targets: ['transcode', 'install'],
  width: 80,
  paint: plain,
  ruleOf: (id) => (id.startsWith('lead-') ? RULE : undefined),
};

const failing = {
  reference: 'cow-fails',
  rpmcow: 'adapted',
  because: ['sig-region-early-trailer'],
  certain: true,
} as const;

describe('a file', () => {
  it('without errors and warnings takes one line', () => {
    expect(checkText(record(), STYLE)).toBe(
      'Packages/hello.rpm: survives Copy-on-Write; built by rpmbuild 4.18.0\n',
    );
    expect(checkText(record({ builder: null }), STYLE)).toBe(
      'Packages/hello.rpm: survives Copy-on-Write\n',
    );
  });

  it('names its notes, what is ignored and what others care about in that line', () => {
    const note = finding({
      rule: 'a-note',
      severity: { transcode: 'note', install: 'none', spec: 'none' },
    });
    const other = finding({ severity: { transcode: 'none', install: 'none', spec: 'error' } });
    const known = finding({ rule: 'known-one', ignored: { reason: 'the vendor knows' } });
    expect(checkText(record({ findings: [note, note, other, known] }), STYLE)).toBe(
      'Packages/hello.rpm: survives Copy-on-Write; built by rpmbuild 4.18.0; notes: a-note; ' +
        'ignored: known-one (the vendor knows); 1 more rule with --target spec\n',
    );
  });

  it('with findings explains them, gravest first, a rule once', () => {
    const error = finding({
      rule: 'sig-region-early-trailer',
      severity: { transcode: 'error', install: 'error', spec: 'error' },
      alsoBreaksPlainInstall: true,
      message: "the trailer stands at byte 64 of the data, in front of 3 of the region's 8 entries",
      where: { section: 'signature-header', offset: 0x1a0, length: 16, tag: 62, path: null },
      expected: 'the trailer behind the data of all entries that it counts',
      found: 'offset 64',
      rpmSays: 'signature region trailer: BAD, tag 2896420 type -738197504 offset 0 count 0',
    });
    const places = ['/usr/bin/a', '/usr/bin/b', '/usr/bin/c'].map((path) =>
      finding({ message: `${path} is odd`, where: { ...finding().where, path } }),
    );
    const note = finding({
      rule: 'a-note',
      severity: { transcode: 'note', install: 'none', spec: 'none' },
    });
    const other = finding({
      rule: 'b-c',
      severity: { transcode: 'none', install: 'none', spec: 'error' },
    });
    const text = checkText(
      record({
        prediction: failing,
        findings: [note, ...places, error, other],
        omitted: { 'lead-reserved': 40 },
      }),
      STYLE,
    );
    expect(text).toMatchSnapshot();
  });

  it('says why only of errors', () => {
    const textOf = (install: 'error' | 'warning') =>
      checkText(
        record({ findings: [finding({ severity: { ...finding().severity, install } })] }),
        STYLE,
      );
    expect(textOf('error')).toContain('Nobody reads them.');
    expect(textOf('warning')).not.toContain('Nobody reads them.');
    expect(textOf('warning')).toContain('Write zeros');
  });

  it('with equally grave findings shows them in the order of the file', () => {
    const at = (rule: string, section: 'main-header' | 'cpio', offset: number) =>
      finding({ rule, where: { ...finding().where, section, offset } });
    const findings = [
      at('a-b', 'cpio', 0),
      at('b-c', 'main-header', 9),
      at('c-d', 'main-header', 8),
    ];
    const text = checkText(record({ findings }), STYLE);
    expect(text.match(/(?<=explain )\S+/g)).toEqual(['c-d', 'b-c', 'a-b']);
  });

  it('shows six places of a rule and counts the others', () => {
    const places = Array.from({ length: 12 }, (_, i) => finding({ message: `place ${i}` }));
    const text = checkText(record({ findings: places, omitted: { 'lead-reserved': 3 } }), STYLE);
    expect(text.match(/place \d+/g)).toHaveLength(6);
    expect(text).toContain('and in 9 more places');
  });

  it('keeps to the width, but for what cannot be broken', () => {
    const findings = [finding({ found: 'word '.repeat(60).trim() })];
    for (const width of [40, 80, 100]) {
      const text = checkText(record({ prediction: failing, findings }), { ...STYLE, width });
      for (const line of text.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(width);
    }
  });

  it('colours nothing but what it means to', () => {
    const paint = (tone: string, text: string) => `<${tone}>${text}</${tone}>`;
    const text = checkText(record({ prediction: failing, findings: [finding()] }), {
      ...STYLE,
      paint,
    });
    expect(text.match(/<[^/>]*>[^<]*</g)).toEqual([
      '<bad>will NOT survive Copy-on-Write<',
      '<warning>warning<',
    ]);
  });

  it('has no name that moves the cursor', () => {
    expect(checkText(record({ path: 'a\u001b[2J\nb' }), STYLE)).toMatch(/^a\\x1b\[2J\\nb: /);
  });
});

test('a forecast follows', () => {
  const sizes = { blockSize: 4096, extentsSize: 16538, growth: 2.65, padding: 10080 };
  const larger = { blockSize: 65536, extentsSize: 196762, growth: 31.53, padding: 190304 };
  const estimate = { ...sizes, extents: 2, duplicates: 10, perBlockSize: [sizes, larger] };
  expect(checkText(record({ estimate }), STYLE)).toMatchSnapshot();
  expect(checkText(record({ estimate: null }), STYLE)).toContain('no extents file to forecast\n');
});

test('every prediction has its words', () => {
  const references = [
    'same',
    'both-reject',
    'cow-fails',
    'cow-accepts',
    'different-tree',
    'not-a-package',
  ] as const;
  const outcomes = ['transcoded', 'adapted', 'pass-through', 'refused'] as const;
  const words = references.flatMap((reference) =>
    outcomes.map((rpmcow) => {
      const {
        tone,
        headline,
        stack,
        rpmcow: ours,
      } = verdictOf({ reference, rpmcow, because: [], certain: true });
      return `${reference}, ${rpmcow}: [${tone}] ${headline}. ${stack} ${ours}`;
    }),
  );
  expect(words).toMatchSnapshot();
});

test('what only the headers say is said so, and good news is doubtful', () => {
  const { tone, headline } = verdictOf({ ...record().prediction, certain: false });
  expect({ tone, headline }).toEqual({
    tone: 'doubtful',
    headline: 'survives Copy-on-Write, as far as its headers show',
  });
  expect(verdictOf({ ...failing, certain: false }).tone).toBe('bad');
});

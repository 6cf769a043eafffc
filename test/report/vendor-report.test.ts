import { describe, expect, it } from 'vitest';
import { reproduction } from '../../src/report/reproduction.ts';
import { vendorReport } from '../../src/report/vendor-report.ts';
import { findRule } from '../../src/rules/catalogue.ts';
import { rule } from '../../src/rules/rule.ts';
import { finding, record } from '../check/made-up-record.ts';

const STALE = rule({
  ...findRule('lead-magic')!,
  id: 'lead-reserved',
  rpmVersions: [{ since: '4.15', before: '4.20', install: 'error', what: 'it is refused' }],
  doc: {
    what: 'The reserved bytes are not zero.',
    why: 'Readers take them for *something*.',
    fix: 'Write zeros.',
    sources: ['format_lead.md', 'https://example.org/1'],
  },
});

const STYLE = {
  targets: ['transcode', 'install'],
  version: '1.2.3',
  ruleOf: (id: string) => (id === 'lead-reserved' ? STALE : undefined),
} as const;

const failing = { reference: 'cow-fails', rpmcow: 'adapted', because: [], certain: true } as const;

describe('a bug report', () => {
  it('has everything that the vendor needs', () => {
    const excerpt = { offset: 80, hex: '01'.padEnd(32, '0') };
    const first = finding({ excerpt, rpmSays: 'hdr: `BAD`' });
    const others = Array.from({ length: 5 }, () => finding());
    const report = vendorReport(
      record({
        prediction: failing,
        findings: [first, ...others],
        omitted: { 'lead-reserved': 2 },
      }),
      STYLE,
    );
    expect(report).toMatchSnapshot();
  });

  it('is about what counts: no notes, nothing ignored, nothing of other targets', () => {
    const none = { transcode: 'none', install: 'none', spec: 'error' } as const;
    const findings = [
      finding({ rule: 'a-note', severity: { ...none, install: 'note' } }),
      finding({ rule: 'a-spec', severity: none }),
      finding({ rule: 'an-ignored', ignored: { reason: 'known' } }),
    ];
    const report = vendorReport(record({ findings }), STYLE);
    expect(report).toContain('# hello-2.10-1.x86_64: nothing to report');
    expect(report.replace(/(`+) .*? \1/g, '')).not.toMatch(/a-note|a-spec|an-ignored|##/);
    expect(vendorReport(record({ findings }), { ...STYLE, targets: ['spec'] })).toContain('a-spec');
  });

  it('takes no text of the package for Markdown', () => {
    const hostile = '</td><img src=x> | `rm` **bold**';
    const report = vendorReport(
      record({ nevra: hostile, builder: hostile, findings: [finding({ found: hostile })] }),
      STYLE,
    );
    expect(report.replace(/(`+) .*? \1/g, '')).not.toMatch(/(?<!\\)<img|(?<!\\)\*\*bold/);
    for (const row of report.split('\n').filter((line) => line.startsWith('| '))) {
      expect(row.replaceAll('\\|', '').match(/\|/g)).toHaveLength(3);
    }
  });
});

describe('commands to see it', () => {
  const group = (changes: Parameters<typeof finding>[0]) => {
    const one = finding(changes);
    return { rule: one.rule, severity: 'error', findings: [one], omitted: 0 } as const;
  };

  it('name the file safely', () => {
    const lines = reproduction(record({ path: "it's; rm -rf.rpm" }), [group({})]);
    expect(lines).toContain("rpmcow check 'it'\\''s; rm -rf.rpm'");
    expect(reproduction(record({ path: '-' }), [])).toContain('rpmcow check package.rpm');
    expect(reproduction(record({ path: '-x.rpm' }), [])).toContain('rpmcow check ./-x.rpm');
  });

  it('ask rpm where rpm refuses, the archive where that is broken, both stacks where they differ', () => {
    const text = (...args: Parameters<typeof reproduction>) => reproduction(...args).join('\n');
    expect(text(record(), [group({})])).not.toMatch(/rpmkeys|rpm2cpio/);
    expect(text(record(), [group({ alsoBreaksPlainInstall: true })])).toContain('rpmkeys -Kv');
    const where = { ...finding().where, section: 'cpio' as const };
    expect(text(record(), [group({ where })])).toContain('rpm2cpio Packages/hello.rpm | cpio -tv');
    expect(text(record({ prediction: failing }), [])).toContain('rpm2extents SHA256');
    const reject = { ...failing, reference: 'both-reject' } as const;
    expect(text(record({ prediction: reject }), [])).not.toContain('rpm2extents');
  });
});

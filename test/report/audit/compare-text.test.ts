/** What changed between two audits, for people and for a ticket. */
import { expect, it } from 'vitest';
import { compareAudits } from '../../../src/audit/compare-audits.ts';
import { compareMarkdown } from '../../../src/report/audit/compare-markdown.ts';
import { compareText } from '../../../src/report/audit/compare-text.ts';
import { plain } from '../../../src/report/paint.ts';
import { audited, smallAudit, unreadable } from '../../audit/made-up-audit.ts';
import { finding } from '../../check/made-up-record.ts';

const fails = {
  prediction: { reference: 'cow-fails', rpmcow: 'adapted', because: [], certain: true },
} as const;
const COMPARISON = compareAudits(
  smallAudit(
    [
      audited('worse-1-1.x'),
      audited('better-1-1.x', { findings: [finding()] }),
      audited('gone-1-1.x'),
      audited('next-1-1.x'),
    ],
    { depth: 'headers', ruleSet: 'before' },
  ),
  smallAudit([
    audited('worse-2-1.x', { ...fails, findings: [finding()] }),
    audited('better-1-1.x'),
    audited('next-2-1.x'),
    audited('a|b-1-1.x'),
    unreadable('lost\u202e.rpm'),
  ]),
);

it('tells the worst first, and what to know before', () => {
  expect(compareText(COMPARISON, { width: 80, paint: plain })).toBe(`\
From one audit to the other
  2 packages new, 1 gone, 2 in another version, 0 with other bytes, 1 unchanged
  2 predictions worse, 0 better, 0 otherwise different, 3 the same
  1 finding new, 1 fixed, 0 not looked for, 0 unchanged
  Other rules judged: findings may be new or gone without a change of the
  package.
  The first was read to depth headers, the second to depth payload.

Worse (2)
  worse-1-1.x -> worse-2-1.x (base)
    reference same -> cow-fails, rpmcow transcoded -> adapted
    new: warning lead-reserved
  lost\\u{202e}.rpm (base)
    reference unreadable, rpmcow unreadable

Better (1)
  better-1-1.x (base)
    fixed: warning lead-reserved

New (1)
  a|b-1-1.x (base)

Gone (1)
  gone-1-1.x (base)

Other version (1)
  next-1-1.x -> next-2-1.x (base)
`);
});

it('is a table a section in Markdown', () => {
  const lines = compareMarkdown(COMPARISON).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    '## rpmcow compare',
    '',
    '- 2 packages new, 1 gone, 2 in another version, 0 with other bytes, 1 unchanged',
  ]);
  expect(lines.filter((line) => line.startsWith('### '))).toHaveLength(5);
  expect(lines).toContain('| base | `a\\|b-1-1.x` |  |  |  |');
});

it('cuts long lists and counts the rest', () => {
  const many = Array.from({ length: 60 }, (_, i) => audited(`n${i}-1-1.x`));
  const comparison = compareAudits(smallAudit([]), smallAudit(many));
  const text = compareText(comparison, { width: 80, paint: plain });
  expect(text.match(/^ {2}n\d+-1-1\.x \(base\)$/gm)).toHaveLength(20);
  expect(text).toContain('  and 40 more; --format json has all\n');
  const ticket = compareMarkdown(comparison);
  expect(ticket.match(/^\| base \| `n/gm)).toHaveLength(50);
  expect(ticket).toContain('10 more did not fit in here.\n');
});

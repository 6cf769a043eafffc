/** The summary in Markdown, for tickets and for GitHub's step summary. */
import { describe, expect, it, test } from 'vitest';
import type { CheckResult } from '../../../src/check/check-record.ts';
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

const STEP_SUMMARY_LIMIT = 1024 * 1024;

test('a check that passed says so, and no more', () => {
  expect(reportText('markdown', [checked(), finds({ severity: NOTE })])).toBe(
    '## rpmcow check: passed\n\nNothing to say of 2 files.\n',
  );
});

describe('a package', () => {
  it('has its verdict, what is wrong and what to do', () => {
    const text = reportText('markdown', [finds({})]);
    expect(text).toContain('## rpmcow check: 1 of 1 file failed\n');
    expect(text).toContain('### hello-2.10-1.x86_64: survives Copy-on-Write\n');
    expect(text).toMatch(
      /- \*\*error\*\* `lead-magic`: the reserved bytes .* \*\*What to do:\*\* /,
    );
  });

  it('that fails the check comes first, then those with warnings', () => {
    const text = reportText('markdown', [
      finds({ severity: WARNING }, { nevra: 'warned-1-1.noarch' }),
      checked({ nevra: 'fine-1-1.noarch' }),
      finds({}, { nevra: 'failed-1-1.noarch' }),
      UNREADABLE,
      cut(),
    ]);
    expect(text).toContain('## rpmcow check: 3 of 5 files failed\n\nNothing to say of 1 file.\n');
    expect([...text.matchAll(/^### ([a-z]+)/gm)].map(([, name]) => name)).toEqual([
      'failed',
      'gone',
      'cut',
      'warned',
    ]);
    expect(text.match(/^\| `/gm)).toHaveLength(4);
    expect(text).not.toContain('fine-1-1');
  });

  it('only counts what does not count', () => {
    const findings = [fault({ baseline: true }), fault({ ignored: { reason: 'x' } }), fault()];
    const text = reportText('markdown', [checked({ findings })]);
    expect(text.match(/\*\*error\*\*/g)).toHaveLength(1);
    expect(text).toContain('- in the baseline: 1 finding\n- ignored: 1 finding\n');
  });

  it('is no Markdown of its own', () => {
    const text = reportText('markdown', [
      finds({ message: '<b>*a*</b>' }, { path: 'a|`b`.rpm', nevra: '[x](y)' }),
    ]);
    expect(text).toContain('\\<b\\>\\*a\\*\\</b\\>');
    expect(text).toContain('### \\[x\\](y): ');
    expect(text).toContain('`` a|`b`.rpm ``');
  });
});

describe('30,000 findings', () => {
  const results: CheckResult[] = Array.from({ length: 30_000 }, (_, i) =>
    finds(
      { severity: i < 29_000 ? WARNING : ERROR, message: 'é'.repeat(300) },
      { nevra: `n${i}-1-1.noarch` },
    ),
  );
  const names = (text: string) => [...text.matchAll(/^### (n\d+)-/gm)].map(([, name]) => name);

  it('fit into a step summary, which says what is left out', () => {
    const text = reportText('step-summary', results);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(STEP_SUMMARY_LIMIT);
    expect(Buffer.byteLength(text)).toBeGreaterThan(STEP_SUMMARY_LIMIT * 0.9);
    const shown = names(text);
    expect(shown[0]).toBe('n29000');
    expect(text).toContain(
      `\n${30_000 - shown.length} more files with findings did not fit in here.\n`,
    );
  });

  it('are all in the Markdown without a limit', () => {
    expect(names(reportText('markdown', results))).toHaveLength(30_000);
  });
});

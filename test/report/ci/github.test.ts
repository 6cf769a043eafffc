/** Workflow commands of GitHub Actions. */
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../src/check/check-record.ts';
import type { ReportSetting } from '../../../src/report/ci/reporter.ts';
import {
  checked,
  cut,
  fault,
  finds,
  NOTE,
  reportText,
  UNREADABLE,
  WARNING,
} from './report-text.ts';

const commands = (results: readonly CheckResult[], changes: Partial<ReportSetting> = {}) =>
  reportText('github', results, changes).split('\n').slice(0, -1);

describe('an annotation', () => {
  it('names file, line and rule, and says what is wrong', () => {
    expect(commands([finds({})])).toEqual([
      '::error file=Packages/hello.rpm,line=1,title=lead-magic::hello-2.10-1.x86_64: the reserved ' +
        'bytes of the lead are not zero. Expected 16 zero bytes; found 01; in lead at 0x50 (80), 16 bytes.',
    ]);
  });

  it('is one a rule, and counts its places', () => {
    const findings = [fault(), fault(), fault({ rule: 'lead-type' })];
    const lines = commands([checked({ findings, omitted: { 'lead-magic': 4 } })]);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/The same in 5 more places\.$/);
  });

  it('shows the line of a spec file', () => {
    const spec = { path: 'hello.spec', lines: ['', 'Name: hello'] };
    expect(commands([finds({})], { spec })[0]).toMatch(/^::error file=hello\.spec,line=2,/);
  });

  it('is a warning for a warning, and nothing for a note that does not fail the check', () => {
    const results = [finds({ severity: WARNING }), finds({ severity: NOTE })];
    expect(commands(results)).toEqual([expect.stringMatching(/^::warning /)]);
    expect(commands(results, { failOn: 'note' })[1]).toMatch(/^::notice /);
  });

  it('is not made of what is known or ignored', () => {
    const findings = [fault({ baseline: true }), fault({ ignored: { reason: 'x' } })];
    expect(commands([checked({ findings })])).toEqual([]);
  });

  it('tells of files that cannot be read', () => {
    expect(commands([UNREADABLE, cut()])).toEqual([
      expect.stringMatching(
        /^::error file=gone-1\.0-1\.noarch\.rpm,line=1,title=unreadable::cannot/,
      ),
      expect.stringMatching(/^::error file=cut.*title=unreadable::the file ends$/),
      expect.stringMatching(/^::error file=cut.*title=sig-truncated::/),
    ]);
  });

  it('stays one command, whatever names and texts are', () => {
    const [line, ...others] = commands([
      finds({ message: '100%\r\n::error::x' }, { path: 'a,b:c%\n.rpm', nevra: null }),
    ]);
    expect(others).toEqual([]);
    expect(line).toContain('file=a%2Cb%3Ac%25%0A.rpm,line=1,');
    expect(line).toContain('::100%25%0D%0A::error::x.');
  });
});

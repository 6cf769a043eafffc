/** Records and findings for tests that do not care where they come from. */
import type { CheckFinding, CheckRecord } from '../../src/check/check-record.ts';

export function finding(changes: Partial<CheckFinding> = {}): CheckFinding {
  return {
    rule: 'lead-reserved',
    severity: { transcode: 'none', install: 'warning', spec: 'error' },
    alsoBreaksPlainInstall: false,
    message: 'the reserved bytes of the lead are not zero',
    where: { section: 'lead', offset: 80, length: 16, tag: null, path: null },
    expected: '16 zero bytes',
    found: '01',
    rpmSays: null,
    ...changes,
  };
}

export function record(changes: Partial<CheckRecord> = {}): CheckRecord {
  return {
    path: 'Packages/hello.rpm',
    nevra: 'hello-2.10-1.x86_64',
    builder: 'rpmbuild 4.18.0',
    sha256: 'a'.repeat(64),
    size: 5000,
    prediction: { reference: 'same', rpmcow: 'transcoded', because: [], certain: true },
    examined: ['file', 'lead', 'signature', 'headers', 'files', 'payload'],
    signatures: [],
    findings: [],
    omitted: {},
    fingerprint: null,
    ...changes,
  };
}

/** Packages whose every text tries to be something else than text. */
import type { AuditedPackage } from '../../../src/audit/audit.ts';

/** Markup, a formula, an end of line, a turned direction, an escape sequence, half a character. */
export const HOSTILE = `=1+1</script><img src=x onerror="window.hit=1">'"&amp;|\`*_\n\u202egnp.exe\u001b[2J\ud800`;

export function hostile(pkg: AuditedPackage, index: number): AuditedPackage {
  if (index % 7 !== 0) return pkg;
  const { record } = pkg;
  const text = `${HOSTILE}${index}`;
  return {
    ...pkg,
    repository: HOSTILE,
    location: text,
    leadName: text,
    trouble: record === null ? { code: 'HOSTILE', message: text } : pkg.trouble,
    record: record && {
      ...record,
      path: text,
      nevra: text,
      builder: HOSTILE,
      fingerprint: record.fingerprint && {
        ...record.fingerprint,
        vendor: HOSTILE,
        packager: HOSTILE,
        service: HOSTILE,
        evidence: [{ what: HOSTILE, where: HOSTILE }],
      },
      findings: record.findings.map((finding) => ({
        ...finding,
        message: HOSTILE,
        expected: HOSTILE,
        found: HOSTILE,
        rpmSays: HOSTILE,
        where: { ...finding.where, path: HOSTILE },
      })),
    },
  };
}

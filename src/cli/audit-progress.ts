/** The progress line of an audit. */
import type { AuditProgress } from '../audit/run-audit.ts';

const MIB = 1024 * 1024;

/** `3120/12052 packages, 2900 known  1840 packages/s  12 MiB read  5 s left` */
export function auditProgressText(progress: AuditProgress, seconds: number): string {
  const { packages, known, announced, bytesRead } = progress;
  const total = announced > packages ? `/${announced}` : '';
  const already = known > 0 ? `, ${known} known` : '';
  const rate = packages / seconds;
  const parts = [
    `${packages}${total} packages${already}`,
    `${Math.round(rate)} packages/s`,
    `${Math.round(bytesRead / MIB)} MiB read`,
  ];
  if (announced > packages && rate > 0) {
    parts.push(`${Math.ceil((announced - packages) / rate)} s left`);
  }
  return parts.join('  ');
}

/** Commands that show the defects of a package without rpmcow, and with it. */
import type { CheckRecord } from '../check/check-record.ts';
import type { FindingGroup } from './finding-groups.ts';

/** Lines for a shell. */
export function reproduction(record: CheckRecord, groups: readonly FindingGroup[]): string[] {
  const { path, prediction } = record;
  const file = shellWord(path === '-' ? 'package.rpm' : path.replace(/^-/, './-'));
  const inArchive = groups.some(({ findings }) =>
    findings.some(({ where }) => where.section === 'cpio' || where.section === 'payload'),
  );
  const broken = groups.some(({ findings: [first] }) => first.alsoBreaksPlainInstall);
  return [
    ...(broken
      ? [
          "# rpm's own opinion:",
          `rpmkeys -Kv ${file}`,
          `rpm -i --root "$(mktemp -d)" --nodeps --noscripts --ignorearch --ignoreos ${file}`,
        ]
      : []),
    ...(inArchive ? ['# the archive:', `rpm2cpio ${file} | cpio -tv`] : []),
    ...(prediction.reference === 'both-reject' || prediction.reference === 'not-a-package'
      ? []
      : [
          '# Copy-on-Write: what the reference transcoder makes of it, and installing that',
          `rpm2extents SHA256 < ${file} > extents.rpm`,
          `rpm -i --root "$(mktemp -d)" --nodeps --noscripts extents.rpm`,
        ]),
    '# where the bytes are, and what they mean:',
    `rpmcow inspect ${file}`,
    `rpmcow check ${file}`,
    ...groups.map(({ rule }) => `rpmcow explain ${rule}`),
  ];
}

function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

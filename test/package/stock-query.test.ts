/**
 * The file list and the name of real packages, held against `rpm -qp`.
 * Policy: a seeded sample of those that rpm reads; every value rpm prints is compared as bytes.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import type { RpmPackage } from '../../src/package/rpm-package.ts';
import { missingRpm418, query } from '../native-free-parsers/header/stock-rpm.ts';
import { missingLabels, readLabels } from '../support/labels.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { describeBytes } from './crafted.ts';

const SAMPLE = 250;

/** Queried of every file, with tabs between. */
const FILE_FORMAT = [
  '%{FILENAMES}',
  '%{FILEMODES}',
  '%{FILEFLAGS}',
  '%{FILELINKTOS}',
  '%{FILEMTIMES}',
  '%{FILERDEVS}',
  '%{FILEUSERNAME}',
  '%{FILEGROUPNAME}',
];
const FORMAT = [
  'PACKAGE\\t%{NAME}\\t%{EPOCHNUM}\\t%{EPOCH}\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}\\t%{SOURCEPACKAGE}\\n',
  `[FILE\\t${FILE_FORMAT.join('\\t')}\\n]`,
  '[SIZE\\t%{LONGFILESIZES}\\n]',
  '[DIGEST\\t%{FILEDIGESTS}\\n]',
].join('');

function asRpmPrints({ nevra, isSource, fileList: { files } }: RpmPackage): string[] {
  const { name, epoch, version, release, arch } = nevra;
  const fields = [
    name,
    epoch ?? 0,
    epoch ?? '(none)',
    version,
    release,
    arch,
    isSource ? 1 : '(none)',
  ];
  return [
    `PACKAGE\t${fields.join('\t')}`,
    ...files.map((file) => `FILE\t${fileFields(file).join('\t')}`),
    ...files.map(({ size }) => `SIZE\t${size}`),
  ];
}

function fileFields(file: FileEntry): (string | number)[] {
  const { path, mode, flags, linkTo, mtime, rdev, user, group } = file;
  return [path, mode, flags, linkTo, mtime, rdev, user, group];
}

test('names, files, modes, owners, sizes and digests as rpm 4.18 prints them', ({ skip }) => {
  const missing = missingLabels() ?? missingRpm418();
  if (missing !== undefined) skip(missing);
  const random = seededRandom(418);
  const readable = [...readLabels('corpus'), ...readLabels('truth')]
    .filter(
      ({ kind, verdict }) => kind !== 'drpm' && (verdict === 'SAME' || verdict === 'COW_FAILS'),
    )
    .map((label) => ({ label, order: random() }))
    .sort((a, b) => a.order - b.order)
    .slice(0, SAMPLE);
  const { stdout } = query(
    readable.map(({ label }) => label.path),
    FORMAT,
  );
  const printed = stdout
    .split(/^(?=PACKAGE\t)/m)
    .map((text) => text.replace(/\n$/, '').split('\n'));
  expect(printed.length).toBe(readable.length);

  const differences: unknown[] = [];
  let files = 0;
  for (const [i, { label }] of readable.entries()) {
    const pkg = describeBytes(readFileSync(label.path));
    const isDigest = (line: string) => line.startsWith('DIGEST\t');
    const theirs = printed[i]!.filter((line) => !isDigest(line));
    const ours = asRpmPrints(pkg);
    for (const [j, line] of ours.entries()) {
      if (line !== theirs[j]) differences.push({ id: label.id, ours: line, theirs: theirs[j] });
    }
    if (ours.length !== theirs.length) differences.push({ id: label.id, lines: theirs.length });
    const digests = printed[i]!.filter(isDigest).map((line) => line.slice('DIGEST\t'.length));
    for (const { index, digest, path } of pkg.fileList.files) {
      const stored = digests[index]?.toLowerCase() ?? '';
      // A file without one has zeros for rpm; a list that does not fit has none at all.
      if (digest !== undefined && digest.replace(/^0+$/, '') !== stored.replace(/^0+$/, '')) {
        differences.push({ id: label.id, path, ours: digest, theirs: stored });
      }
      files++;
    }
  }
  expect(differences).toEqual([]);
  expect(files).toBeGreaterThan(1000);
});

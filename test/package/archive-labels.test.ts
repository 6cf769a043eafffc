/**
 * Every labelled archive, unpacked without looking at digests, held against what stock rpm said of
 * it. Policy: rpm's message word for word, but for the error number that it finds lying about.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { ArchiveReader } from '../../src/package/archive-reader.ts';
import { readHead } from '../../src/package/read-head.ts';
import { headRefusals } from '../../src/package/refusal.ts';
import { describePackage } from '../../src/package/rpm-package.ts';
import { unpack } from '../../src/package/unpack.ts';
import { type Label, missingLabels, readLabels } from '../support/labels.ts';
import { splitReader } from '../support/split-reader.ts';

/** Stock rpm installs these, a link of a set in the wrong place or without its content. */
const REFUSED_BY_US_ALONE = [
  'hl_interleaved.rpm',
  'hl_interleaved_dup.rpm',
  'hl_interleaved_dup_between.rpm',
  'hl_interleaved_empty.rpm',
  'hl_last_first.rpm',
  'hl_two_sets_interleaved.rpm',
];
/** Refused here before rpm comes to what it complains of, or by the decoder before the archive. */
const REFUSED_IN_OTHER_WORDS = [
  'built-here/redline/redline-sample-1.0-1.bzip2.noarch.rpm',
  'built-here/redline/redline-sample-1.0-1.xz.noarch.rpm',
  'hl_first_missing.rpm',
];
/** Device nodes that the host of the labels did not let rpm open. */
const REFUSED_ON_THAT_HOST = [
  'sassoftware+conary/conary_test/archive/dev-1.0-1.noarch.rpm',
  'sassoftware+conary/conary_test/archive/overlap-special-difference-1.0-1.x86_64.rpm',
  'sassoftware+conary/conary_test/archive/overlap-special-other-1.0-1.x86_64.rpm',
];
const OTHERWISE = new Set([
  ...REFUSED_BY_US_ALONE,
  ...REFUSED_IN_OTHER_WORDS,
  ...REFUSED_ON_THAT_HOST,
]);

const NO_SINK = { begin() {}, content() {}, end() {} };
const COMPLAINT = /^error: unpacking of archive failed(?: on file [^ ]*)?: (cpio: .*?)(?: - .*)?$/;
const LARGEST = 2 * 1024 * 1024;

/** What stock rpm said of the archive; undefined where it installed the package. */
function labelled({ stockError }: Label): string | undefined {
  return COMPLAINT.exec(stockError.split(' | ')[0]!)?.[1];
}

/** What rpm would say of the archive by our reckoning; 'refused' where it has no words for it. */
async function saidOf(bytes: Uint8Array): Promise<string | undefined> {
  try {
    const { head, payload } = readHead(splitReader(bytes, [1024 * 1024]));
    const pkg = describePackage(head);
    if (headRefusals(pkg).length > 0) return 'refused by its head';
    await unpack(pkg, payload, new ArchiveReader(pkg.fileList, NO_SINK), { nativeFree: false });
    return undefined;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return error.rpmSays?.replace(/ - .*/, '') ?? 'refused';
  }
}

test.for(['corpus', 'truth'] as const)('the archives of %s', async (name, { skip }) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const labels = readLabels(name).filter(
    ({ stockError }) => stockError === '' || stockError.startsWith('error: unpacking'),
  );
  const differences: string[] = [];
  for (const label of labels) {
    const expected = labelled(label);
    if (expected === 'cpio: Digest mismatch') continue;
    const bytes = readFileSync(label.path);
    if (bytes.length > LARGEST) continue;
    const said = await saidOf(bytes);
    if (said === 'refused by its head' && expected !== undefined) continue;
    if (said !== expected) differences.push(label.id);
  }
  expect(differences).toEqual(labels.map(({ id }) => id).filter((id) => OTHERWISE.has(id)));
});

/** What the rules of file list and file digests say of the labelled packages, payload included. */
import { expect, test } from 'vitest';
import { gatherFacts } from '../../../src/check/gather-facts.ts';
import { openFileSource } from '../../../src/io/file-source.ts';
import { FILE_DIGEST_RULES } from '../../../src/rules/digests/digests-rules.ts';
import { FILE_RULES } from '../../../src/rules/files/files-rules.ts';
import { runRules } from '../../../src/rules/run-rules.ts';
import { type Label, missingLabels, readLabels } from '../../support/labels.ts';

const RULES = [...FILE_RULES, ...FILE_DIGEST_RULES];

/** The errors for transcoding or installing, each rule once. */
async function errorsOf({ path }: Label): Promise<string[]> {
  const source = openFileSource(path);
  try {
    const { findings } = runRules(await gatherFacts(source, { payload: true }), RULES);
    const errors = findings.filter(
      ({ severity }) => severity.transcode === 'error' || severity.install === 'error',
    );
    return [...new Set(errors.map(({ rule }) => rule))];
  } finally {
    source.close();
  }
}

test.for(['corpus', 'truth'] as const)(
  'no error on what the reference transcodes and installs, of %s',
  async (name, { skip }) => {
    const missing = missingLabels();
    if (missing !== undefined) skip(missing);
    const same = readLabels(name).filter(({ verdict }) => verdict === 'SAME');
    const wrong: string[] = [];
    for (const label of same) {
      wrong.push(...(await errorsOf(label)).map((rule) => `${rule}: ${label.id}`));
    }
    expect(wrong).toEqual([]);
    expect(same.length).toBeGreaterThan(90);
  },
);

/** Packages of truth whose fate the file list or a digest decides, and the rules that explain it. */
const EXPLAINED: Readonly<Record<string, readonly string[]>> = {
  algo_missing_sha256: ['digest-algo-missing'],
  algo_unknown99: ['digest-algo-unknown'],
  algo_zero_sha256: ['digest-algo-missing'],
  digest_bad_one: ['digest-mismatch'],
  digest_dup_same_size_lie: ['digest-mismatch'],
  digest_empty_one: ['digest-empty', 'digest-mismatch'],
  digest_md5_collision: ['digest-collision'],
  digest_swapped: ['digest-mismatch'],
  digests_tag_absent: ['digest-missing'],
  file_listed_twice: ['file-duplicate-path', 'file-hardlink-content'],
  hl_content_all: ['file-hardlink-content'],
  hl_content_first: ['file-hardlink-content'],
  hl_digest_differs_within_set: ['file-hardlink-digest'],
  hl_digest_empty_non_last: ['file-hardlink-digest'],
  hl_inode_same_other_device: ['file-inode-collision'],
  hl_size_differs_last_smaller: ['file-hardlink-size'],
  hl_size_zero_non_last: ['file-hardlink-size'],
  hl_size_zero_non_last_dup: ['file-hardlink-size'],
  m_dirindex: ['file-dirindex-range'],
  m_dupbasename: ['file-duplicate-path'],
  m_linkboth: ['file-hardlink-content'],
  m_linkcontentfirst: ['file-hardlink-content'],
  m_linksize0: ['file-symlink-size'],
  m_nouser: ['file-array-length'],
  m_sameino: ['file-hardlink-content', 'file-hardlink-digest', 'file-hardlink-size'],
  m_shortdig: ['digest-length'],
  mode_garbage: ['file-mode-type'],
  oldfilenames: ['file-oldfilenames'],
  sizes_absent: ['digest-mismatch', 'file-sizes-missing'],
};

test('an error on every package that its file list spoils', async ({ skip }) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const labels = new Map(readLabels('truth').map((label) => [label.id, label]));
  const found: Record<string, readonly string[]> = {};
  for (const id of Object.keys(EXPLAINED)) {
    found[id] = (await errorsOf(labels.get(`${id}.rpm`)!)).sort();
  }
  expect(found).toEqual(EXPLAINED);
});

test('source packages, old file lists and device nodes of the corpus', async ({ skip }) => {
  const missing = missingLabels();
  if (missing !== undefined) skip(missing);
  const failing = readLabels('corpus').filter(({ verdict }) => verdict === 'COW_FAILS');
  for (const label of failing) {
    const expected = label.isSource ? 'source-package' : 'file-oldfilenames';
    expect(await errorsOf(label), label.id).toContain(expected);
  }
  const onDevices = readLabels('corpus').filter(({ stockError }) =>
    /file \/dev\//.test(stockError),
  );
  for (const label of onDevices) expect(await errorsOf(label)).toEqual(['file-device-node']);
  expect(failing.length).toBeGreaterThan(100);
  expect(onDevices.length).toBeGreaterThan(1);
});

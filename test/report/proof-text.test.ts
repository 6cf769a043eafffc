import { expect, it } from 'vitest';
import {
  addToProofTally,
  emptyProofTally,
  proofSummaryText,
  proofText,
} from '../../src/report/proof-text.ts';
import type { Proof } from '../../src/transcode/prove.ts';

const PROOF: Proof = {
  path: 'a\u001b[31m.rpm',
  proven: true,
  nevra: 'a-1-1.noarch',
  files: 1,
  extents: 1,
  blockSize: 4096,
  size: 8192,
  against: null,
  findings: [],
  unchecked: [],
};

it('prints no name that moves a cursor or colours a terminal', () => {
  const text = proofText({ ...PROOF, against: 'b\n.rpm' });
  expect(text).not.toContain('\u001b');
  expect(text.trimEnd().split('\n')).toHaveLength(4);
});

it('adds up what came of files, and says nothing of what there was none of', () => {
  const tally = emptyProofTally();
  const add = (...proven: boolean[]) => {
    for (const each of proven) {
      addToProofTally(tally, { kind: 'read', record: { ...PROOF, proven: each } });
    }
  };
  add(true, true);
  expect(proofSummaryText(tally)).toBe('2 files: 2 proven\n');
  add(true, false);
  const nowhere = { section: null, offset: null, message: 'gone' };
  addToProofTally(tally, {
    kind: 'unreadable',
    unreadable: { path: 'x', code: 'ENOENT', ...nowhere },
  });
  expect(proofSummaryText(tally)).toBe(
    '5 files: 3 proven, 1 NOT PROVEN, 1 not read as extents files\n',
  );
});

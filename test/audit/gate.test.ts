/** The gate between two stages. */
import { expect, it, test } from 'vitest';
import type { AuditedPackage } from '../../src/audit/audit.ts';
import { gateFailures, parseGate } from '../../src/audit/gate.ts';
import { finding } from '../check/made-up-record.ts';
import { audited, smallAudit, unreadable } from './made-up-audit.ts';

const error = finding({
  rule: 'sig-wrong-type',
  severity: { transcode: 'none', install: 'error', spec: 'error' },
});
const fails = {
  prediction: { reference: 'cow-fails', rpmcow: 'adapted', because: [], certain: true },
} as const;

function through(
  words: string,
  packages: readonly AuditedPackage[],
  accepted?: readonly AuditedPackage[],
) {
  const before = accepted === undefined ? undefined : smallAudit(accepted);
  return [...gateFailures(smallAudit(packages), parseGate(words)!, before)].map(
    ({ nevra, verdict, findings }) => [nevra, verdict, findings.map(({ rule }) => rule)],
  );
}

const sound = audited('sound-1-1.x', { findings: [finding()] });
const broken = audited('broken-1-1.x', { ...fails, findings: [error] });

test.each<[string, unknown[]]>([
  ['cow-fails', [['broken-1-1.x', 'cow-fails', []]]],
  ['different-tree,cow-accepts', []],
  ['error', [['broken-1-1.x', undefined, ['sig-wrong-type']]]],
  [
    'error,warning',
    [
      ['sound-1-1.x', undefined, ['lead-reserved']],
      ['broken-1-1.x', undefined, ['sig-wrong-type']],
    ],
  ],
  ['unreadable', [[null, 'unreadable', []]]],
])('%s', (words, failures) => {
  expect(through(words, [sound, broken, unreadable('lost.rpm')])).toEqual(failures);
});

it('lets through what is accepted, in a new version too', () => {
  expect(through('cow-fails,error', [broken], [broken])).toEqual([]);
  const next = audited('broken-2-1.x', { ...fails, findings: [error] });
  expect(through('cow-fails,error', [next], [broken])).toEqual([]);
  expect(through('cow-fails,error', [broken, next], [broken])).toEqual([]);
});

it('does not let through what another package is accepted with', () => {
  const other = audited('other-1-1.x', { ...fails, findings: [error] });
  expect(through('cow-fails,error', [other], [broken])).toEqual([
    ['other-1-1.x', 'cow-fails', ['sig-wrong-type']],
  ]);
});

test.each(['', 'same', 'cow-fails,', 'Error'])('%j is no gate', (words) => {
  expect(parseGate(words)).toBeUndefined();
});

/** The lines of `rpmkeys -Kv`, with no key known, and whether it is content. */
import { readFileSync } from 'node:fs';
import { readerOf } from '../../../src/io/package-input.ts';
import { verifyDigests } from '../../../src/transcode/own-verification.ts';
import { bytesSource } from '../../support/bytes-source.ts';
import { compare, type Difference, printed, type Subject } from './subject.ts';

export async function differencesFromRpmkeys(
  subject: Subject,
  emptyDatabase: string,
): Promise<Difference[]> {
  const { text, status } = printed(['rpmkeys', '--dbpath', emptyDatabase, '-Kv', subject.path], {
    mayFail: true,
  });
  const reader = readerOf(bytesSource(readFileSync(subject.path)));
  const ours = await verifyDigests(subject.pkg.head, reader);
  return compare(
    subject,
    'verdict',
    numbered(ours.text, ours.rc === 0),
    numbered(text.replace(/^(?! {4}).*\n/gm, ''), status === 0),
  );
}

function numbered(text: string, isContent: boolean): Map<string, string> {
  const lines = text.split('\n').filter(Boolean);
  return new Map([
    ['all', isContent ? 'OK' : 'not OK'],
    ...lines.map((line, i) => [`line ${i + 1}`, line] as const),
  ]);
}

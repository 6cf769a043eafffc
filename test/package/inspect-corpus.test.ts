/** Every real and every mutated package: a description or a FormatError, and offsets that are right. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { inspectPackage } from '../../src/package/inspect-package.ts';
import { inspectionText } from '../../src/report/inspection-text.ts';
import { bytesSource } from '../support/bytes-source.ts';
import { missingLabels } from '../support/labels.ts';
import { expectEntriesToMatch } from './inspected-entries.ts';

const SHARED = resolve(import.meta.dirname, '../../../shared');
const reason = missingLabels();
if (reason !== undefined) console.warn(`skipping the inspection of real packages: ${reason}`);

it.skipIf(reason !== undefined).each(['truth', 'corpus/packages'])(
  'describes %s or says why not',
  async (directory) => {
    const counts = { sound: 0, partly: 0, unreadable: 0 };
    for (const path of filesBelow(join(SHARED, directory))) {
      const bytes = readFileSync(path);
      try {
        const inspection = await inspectPackage(bytesSource(bytes));
        counts[inspection.problems.length === 0 ? 'sound' : 'partly']++;
        for (const header of [inspection.signatureHeader, inspection.mainHeader]) {
          if (header !== null) expectEntriesToMatch(bytes, header);
        }
        expect(inspectionText(path, inspection, (heading) => heading)).not.toMatch(CONTROLS);
      } catch (error) {
        if (!(error instanceof FormatError)) throw new Error(path, { cause: error });
        counts.unreadable++;
      }
    }
    expect(counts.sound).toBeGreaterThan(100);
    expect(counts.partly).toBeGreaterThan(10);
    expect(counts.unreadable).toBeGreaterThan(0);
  },
  120_000,
);

/** What could move a cursor or colour a terminal. */
const CONTROLS = /[^\n\P{Cc}]/u;

function filesBelow(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .map((name) => join(directory, name))
    .filter((path) => statSync(path).isFile());
}

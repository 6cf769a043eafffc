/**
 * What the head says of every labelled package, held against what the real stack said of it.
 * Policy: each complaint of the stock install that a head can explain must come out here word for
 * word; everything else must be silent.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { LEAD_SIZE, leadRefusal, parseLead } from '../../native-free-parsers/lead.ts';
import { headRefusals } from '../../src/package/refusal.ts';
import type { RpmPackage } from '../../src/package/rpm-package.ts';
import { type Label, missingLabels, readLabels } from '../support/labels.ts';
import { describeBytes } from './crafted.ts';

/** Complaints about a lead, a header or a file list: `error: PKG: <message>`, and the one without. */
const HEAD_COMPLAINT =
  /^error: (?:PKG: )?((?:signature )?(?:hdr|region|tag\[|sigh pad|blob).*|not an rpm package|illegal signature type|unsupported RPM package version|invalid signature tag .*|error reading from file)(?: PKG| \(or package manifest\):)?$/;

/** What rpm says of a line of a file that it took for a list of packages, not for a package. */
const AS_MANIFEST = /^error: open of .* failed: No such file or directory$/;

/** The message of a label's first complaint, if it is about the head. */
function labelled({ stockError }: Label): string | undefined {
  const [first = ''] = stockError.split(' | ');
  return AS_MANIFEST.test(first) ? 'not an rpm package' : HEAD_COMPLAINT.exec(first)?.[1];
}

interface Examined {
  readonly pkg: RpmPackage | undefined;
  /** What rpm would say of the head, by our reckoning. */
  readonly says: string | undefined;
}

/** In rpm's order: the lead alone, then the headers, then what both say together. */
function examine(bytes: Uint8Array): Examined {
  try {
    const lead = bytes.length < LEAD_SIZE ? undefined : leadRefusal(parseLead(bytes));
    if (lead !== undefined) return { pkg: undefined, says: lead.rpmSays };
    const pkg = describeBytes(bytes);
    const rule = headRefusals(pkg)[0];
    if (rule === undefined) return { pkg, says: undefined };
    const byAddTE = rule.rule === 'tag-required-missing' || rule.rule === 'payload-format';
    return {
      pkg,
      says: rule.problem?.rpmSays ?? (byAddTE ? 'error reading from file' : undefined),
    };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { pkg: undefined, says: error.rpmSays };
  }
}

test.for(['corpus', 'truth'] as const)(
  'the words of rpm 4.18 for every head of %s',
  (name, { skip }) => {
    const missing = missingLabels();
    if (missing !== undefined) skip(missing);
    const labels = readLabels(name);
    const differences: unknown[] = [];
    let complaints = 0;
    for (const label of labels) {
      const expected = labelled(label);
      const { says } = examine(readFileSync(label.path));
      if (expected !== undefined) complaints++;
      if (says !== expected)
        differences.push({ id: label.id, says, expected, stock: label.stockError });
    }
    expect(differences).toEqual([]);
    expect(complaints).toBeGreaterThan(25);
  },
);

test.for(['corpus', 'truth'] as const)(
  'source or binary, for all that loads of %s',
  (name, { skip }) => {
    const missing = missingLabels();
    if (missing !== undefined) skip(missing);
    const labels = readLabels(name).filter(({ isSource }) => isSource !== undefined);
    const described = labels.flatMap(({ id, path, isSource }) => {
      const { pkg } = examine(readFileSync(path));
      return pkg === undefined ? [] : [{ id, found: pkg.isSource, isSource }];
    });
    expect(described.filter(({ found, isSource }) => found !== isSource)).toEqual([]);
    expect(described.length).toBeGreaterThan(0.85 * labels.length);
  },
);

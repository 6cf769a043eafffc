/**
 * What stock rpm refuses by a package's head alone, so that no transcoder turns it into something
 * that installs.
 *
 * Policy: a model of rpm 4.18's reading, check by check; each names its source. What only the
 * payload shows is in archive-reader.ts, what only digests show in checksig.ts.
 */

import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FormatError, FormatProblem } from '../../native-free-parsers/bytes/format-error.ts';
import { hasTag } from '../../native-free-parsers/header/header.ts';
import { TAG, tagName } from '../../native-free-parsers/header/tags.ts';
import { leadRefusal } from '../../native-free-parsers/lead.ts';
import { fileRefusals } from './file-refusals.ts';
import { looseCapabilities } from './loose-capabilities.ts';
import { mergeTrouble } from './merge-trouble.ts';
import { foreignFormat } from './payload-format.ts';
import { type Reason, reasonOf } from './reason.ts';
import { remembering } from './remembering.ts';
import { missingRequiredTags } from './required-tags.ts';
import type { RpmPackage } from './rpm-package.ts';
import { troubleRule } from './trouble-rule.ts';

/** Every refusal that the head shows; empty when rpm would go on to the payload. */
export const headRefusals: (pkg: RpmPackage) => readonly Reason[] = remembering(findRefusals);

function findRefusals(pkg: RpmPackage): Reason[] {
  return [
    ...leadRefusals(pkg),
    ...mergeRefusals(pkg),
    ...missingTags(pkg),
    ...payloadFormatRefusals(pkg),
    ...relocatedFiles(pkg),
    ...looseCapabilities(pkg),
    ...(pkg.isSource ? [] : fileRefusals(pkg.fileList.files)),
  ];
}

/** The reason that an unreadable head, file list or payload is. */
export function unreadable({ problem }: FormatError): Reason {
  return reasonOf(troubleRule(problem), problem);
}

/** lib/rpmlead.c rpmLeadCheck. */
function leadRefusals({ head }: RpmPackage): Reason[] {
  return reasonsOf(leadRefusal(head.lead));
}

/** lib/package.c headerMergeLegacySigs. */
function mergeRefusals({ head }: RpmPackage): Reason[] {
  return reasonsOf(mergeTrouble(head));
}

function reasonsOf(problem: FormatProblem | undefined): Reason[] {
  return problem === undefined ? [] : [reasonOf(troubleRule(problem), problem)];
}

/** lib/rpmte.c addTE. */
function missingTags({ head }: RpmPackage): Reason[] {
  const missing = missingRequiredTags(head.main).map(tagName);
  if (missing.length === 0) return [];
  return [
    {
      rule: 'tag-required-missing',
      message: `the main header does not have exactly one ${missing.join(', ')}`,
    },
  ];
}

/** lib/depends.c headerCheckPayloadFormat. */
function payloadFormatRefusals(pkg: RpmPackage): Reason[] {
  const format = foreignFormat(pkg);
  if (format === undefined) return [];
  const what = format === 'drpm' ? 'a delta RPM' : `"${displayText(format)}"`;
  return [{ rule: 'payload-format', message: `the payload is ${what}, not a cpio archive` }];
}

/** lib/rpmfi.c rpmfilesNew: a header from an rpm database names its members by their old paths. */
function relocatedFiles({ head }: RpmPackage): Reason[] {
  if (!hasTag(head.main, TAG.ORIGBASENAMES)) return [];
  return [{ rule: 'file-relocated', message: 'the main header has ORIGBASENAMES' }];
}

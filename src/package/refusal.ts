/**
 * What stock rpm refuses by a package's head alone, so that no transcoder turns it into something
 * that installs.
 *
 * Policy: a model of rpm 4.18's reading, check by check; each names its source. What only the
 * payload shows is in archive-reader.ts, what only digests show in checksig.ts.
 */

import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import { hasTag } from '../../native-free-parsers/header/header.ts';
import { TAG, tagName } from '../../native-free-parsers/header/tags.ts';
import { countOf } from '../../native-free-parsers/header/values.ts';
import { leadRefusal } from '../../native-free-parsers/lead.ts';
import { mergeRefusal } from '../../native-free-parsers/signature-header.ts';
import { fileRefusals } from './file-refusals.ts';
import { type Reason, reasonOf } from './reason.ts';
import type { RpmPackage } from './rpm-package.ts';

/** Every refusal that the head shows; empty when rpm would go on to the payload. */
export function headRefusals(pkg: RpmPackage): Reason[] {
  return [
    ...leadRefusals(pkg),
    ...mergeRefusals(pkg),
    ...missingTags(pkg),
    ...payloadFormatRefusals(pkg),
    ...relocatedFiles(pkg),
    ...(pkg.isSource ? [] : fileRefusals(pkg.fileList.files)),
  ];
}

/** The reason that an unreadable head or file list is. */
export function unreadable(error: FormatError): Reason {
  const part = {
    lead: 'lead',
    'signature-header': 'sig',
    'main-header': 'hdr',
  }[error.section as string];
  const defect = {
    TRUNCATED: 'truncated',
    BAD_MAGIC: 'magic',
    OUT_OF_RANGE: 'length',
    BAD_ENTRY: 'entry-bad',
    BAD_REGION: 'region-invalid',
    BAD_VALUE: error.rpmSays === 'hdr load: BAD' ? 'load' : 'value-bad',
    CORRUPT: 'corrupt',
    UNSUPPORTED: 'unsupported',
  }[error.code];
  return reasonOf(`${part ?? error.section}-${defect}`, error.problem);
}

/** lib/rpmlead.c rpmLeadCheck. */
function leadRefusals({ head }: RpmPackage): Reason[] {
  const problem = leadRefusal(head.lead);
  if (problem === undefined) return [];
  return [reasonOf(problem.offset === 4 ? 'lead-version' : 'lead-signature-type', problem)];
}

/** lib/package.c headerMergeLegacySigs. */
function mergeRefusals({ head }: RpmPackage): Reason[] {
  const problem = mergeRefusal(head.signature, head.main);
  if (problem === undefined) return [];
  const inMain = problem.section === 'main-header';
  return [reasonOf(inMain ? 'sig-legacy-in-main' : 'sig-wrong-type', problem)];
}

/** lib/rpmte.c addTE, headerGetAsString: keys in the rpm database have neither ARCH nor OS. */
function missingTags({ head, nevra }: RpmPackage): Reason[] {
  const required: number[] = [TAG.NAME, TAG.VERSION, TAG.RELEASE];
  if (nevra.name !== 'gpg-pubkey') required.push(TAG.ARCH, TAG.OS);
  const missing = required.filter((tag) => countOf(head.main, tag) !== 1).map(tagName);
  if (missing.length === 0) return [];
  return [
    {
      rule: 'tag-required-missing',
      message: `the main header does not have exactly one ${missing.join(', ')}`,
    },
  ];
}

/** lib/depends.c headerCheckPayloadFormat; the oldest packages do not have the tag. */
function payloadFormatRefusals({ payloadFormat }: RpmPackage): Reason[] {
  if (payloadFormat === undefined || payloadFormat === 'cpio') return [];
  const what = payloadFormat === 'drpm' ? 'a delta RPM' : `"${displayText(payloadFormat)}"`;
  return [{ rule: 'payload-format', message: `the payload is ${what}, not a cpio archive` }];
}

/** lib/rpmfi.c rpmfilesNew: a header from an rpm database names its members by their old paths. */
function relocatedFiles({ head }: RpmPackage): Reason[] {
  if (!hasTag(head.main, TAG.ORIGBASENAMES)) return [];
  return [{ rule: 'file-relocated', message: 'the main header has ORIGBASENAMES' }];
}

/**
 * What stock rpm refuses by a package's head alone, so that no transcoder turns it into something
 * that installs.
 *
 * Policy: a model of rpm 4.18's reading, check by check; each names its source. What only the
 * payload shows is in archive-reader.ts, what only digests show in checksig.ts.
 */

import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FormatError } from '../../native-free-parsers/bytes/format-error.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { hasTag } from '../../native-free-parsers/header/header.ts';
import { TAG, tagName } from '../../native-free-parsers/header/tags.ts';
import { leadRefusal } from '../../native-free-parsers/lead.ts';
import { mergeRefusal } from '../../native-free-parsers/signature-header.ts';
import { type Reason, reasonOf } from './reason.ts';
import type { RpmPackage } from './rpm-package.ts';

/** Every refusal that the head shows; empty when rpm would go on to the payload. */
export function headRefusals(pkg: RpmPackage): Reason[] {
  return [
    ...leadRefusals(pkg),
    ...mergeRefusals(pkg),
    ...missingTags(pkg),
    ...payloadFormatRefusals(pkg),
    ...duplicatePaths(pkg.fileList.files),
    ...unknownFileTypes(pkg.fileList.files),
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

/** lib/rpmte.c addTE: keys in the rpm database have neither ARCH nor OS. */
function missingTags({ head, nevra }: RpmPackage): Reason[] {
  const required: number[] = [TAG.NAME, TAG.VERSION, TAG.RELEASE];
  if (nevra.name !== 'gpg-pubkey') required.push(TAG.ARCH, TAG.OS);
  const missing = required.filter((tag) => !hasTag(head.main, tag)).map(tagName);
  if (missing.length === 0) return [];
  return [
    { rule: 'tag-required-missing', message: `the main header has no ${missing.join(', ')}` },
  ];
}

/** lib/depends.c headerCheckPayloadFormat; the oldest packages do not have the tag. */
function payloadFormatRefusals({ payloadFormat }: RpmPackage): Reason[] {
  if (payloadFormat === undefined || payloadFormat === 'cpio') return [];
  const what = payloadFormat === 'drpm' ? 'a delta RPM' : `"${displayText(payloadFormat)}"`;
  return [{ rule: 'payload-format', message: `the payload is ${what}, not a cpio archive` }];
}

/** The same path twice conflicts with itself (lib/transaction.c). */
function duplicatePaths(files: readonly FileEntry[]): Reason[] {
  const seen = new Set<string>();
  for (const { path } of files) {
    if (seen.has(path)) {
      return [
        {
          rule: 'file-duplicate-path',
          message: `the file list has ${displayText(path)} twice`,
        },
      ];
    }
    seen.add(path);
  }
  return [];
}

/** lib/fsm.c rpmPackageFilesInstall: `Unknown file type`. */
function unknownFileTypes(files: readonly FileEntry[]): Reason[] {
  const file = files.find(({ type, ghost }) => type === 'unknown' && !ghost);
  if (file === undefined) return [];
  return [
    {
      rule: 'file-mode-type',
      message: `${displayText(file.path)} has mode ${file.mode.toString(8)}, which is no type of file`,
    },
  ];
}

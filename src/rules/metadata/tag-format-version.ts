import { hasTag } from '../../../native-free-parsers/header/header.ts';
import {
  SIGTAG,
  signatureTagName,
  TAG,
  tagName,
} from '../../../native-free-parsers/header/tags.ts';
import { getUint32 } from '../../../native-free-parsers/header/values.ts';
import { tagPlace } from '../places.ts';
import { rule } from '../rule.ts';

/** What format 6 adds to every main header. */
const ALWAYS = [
  TAG.PAYLOADDIGEST,
  TAG.PAYLOADDIGESTALT,
  TAG.PAYLOADSIZE,
  TAG.PAYLOADSIZEALT,
  TAG.PAYLOADSHA512,
  TAG.PAYLOADSHA512ALT,
  TAG.PAYLOADSHA3_256,
  TAG.PAYLOADSHA3_256ALT,
] as const;
/** And where the package has files. */
const WITH_FILES = [TAG.LONGFILESIZES, TAG.FILEDIGESTALGO] as const;
const IN_SIGNATURE = [SIGTAG.SHA256, SIGTAG.SHA3_256, SIGTAG.RESERVED] as const;

export const tagFormatVersion = rule({
  id: 'tag-format-version',
  needs: 'files',
  among: 'rpm6',
  severity: { transcode: 'none', install: 'none', spec: 'warning' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'RPMFORMAT announces a format that the package does not have.',
    why:
      'From 6 on rpm treats the package by the rules of that format: it ignores SIZE, MD5 and the ' +
      'signatures over header and payload, and counts on the digests of format 6. What is not ' +
      'there then protects nothing.',
    fix:
      'Leave RPMFORMAT out of a package of format 4, or write all that format 6 asks for. rpmbuild 6 ' +
      'does either, by its macro _rpmformat.',
    sources: ['rpm docs/manual/format_v6.md', 'rpm 6.0 lib/package.cc headerMergeLegacySigs'],
  },
  *check({ head: { main, signature }, pkg: { fileList, isSource } }) {
    const format = getUint32(main, TAG.RPMFORMAT);
    if (format === undefined) return;
    const where = tagPlace(main, TAG.RPMFORMAT);
    if (format !== 6) {
      yield { where, expected: 'RPMFORMAT 6, or none', found: `RPMFORMAT ${format}` };
      return;
    }
    const inMain: number[] = [...ALWAYS];
    if (fileList.files.length > 0) inMain.push(...WITH_FILES);
    if (!isSource) inMain.push(TAG.SOURCENEVR);
    for (const tag of inMain) {
      if (hasTag(main, tag)) continue;
      yield { where, expected: `${tagName(tag)}, as in format 6`, found: 'none' };
    }
    for (const tag of IN_SIGNATURE) {
      if (hasTag(signature, tag)) continue;
      const expected = `${signatureTagName(tag)} in the signature header, as in format 6`;
      yield { where: tagPlace(signature, tag), expected, found: 'none' };
    }
  },
  message: ({ expected, found }) =>
    found === 'none'
      ? `the package says that it is of format 6, but it has no ${expected.replace(', as in format 6', '')}`
      : `the package says ${found}, and there is no such format`,
  examples: {
    fires: ['format-6-in-name-only', 'format-5'],
    silent: ['format-v6', 'plain'],
  },
});

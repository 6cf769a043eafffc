/**
 * The rule that a FormatProblem breaks: one name for a defect, wherever it is met.
 *
 * Policy: named by what the parser says that it checked, never by the words of a message. What a
 * section does not tell apart has one name for each code.
 */
import type {
  Defect,
  FormatErrorCode,
  FormatProblem,
  Section,
} from '../../native-free-parsers/bytes/format-error.ts';

type Names = Readonly<Partial<Record<Defect | FormatErrorCode, string>>>;

/** Of an extents file: its sections are found through one another. */
const EXTENTS_SECTION: Names = {
  TRUNCATED: 'cow-footer-layout',
  BAD_MAGIC: 'cow-footer-layout',
  OUT_OF_RANGE: 'cow-footer-layout',
  BAD_VALUE: 'cow-footer-layout',
};

const BY_SECTION: Readonly<Partial<Record<Section, Names>>> = {
  lead: {
    BAD_MAGIC: 'lead-magic',
    TRUNCATED: 'lead-truncated',
    version: 'lead-version',
    'signature-type': 'lead-signature-type',
  },
  'signature-header': {
    BAD_MAGIC: 'sig-magic',
    TRUNCATED: 'sig-truncated',
    BAD_ENTRY: 'sig-entry-bad',
    'tag-count': 'sig-tag-count',
    'data-size': 'sig-data-size',
    'no-tags': 'sig-no-tags',
    'region-tag': 'sig-region-tag',
    'region-offset': 'sig-region-offset',
    'region-trailer': 'sig-region-trailer',
    'region-size': 'sig-region-size',
    'data-after-trailer': 'sig-data-after-trailer',
    load: 'sig-load',
    'wrong-type': 'sig-wrong-type',
  },
  'main-header': {
    BAD_MAGIC: 'hdr-magic',
    'padding-length': 'sig-padding-length',
    TRUNCATED: 'hdr-truncated',
    OUT_OF_RANGE: 'hdr-length',
    BAD_REGION: 'hdr-region-invalid',
    'region-not-exact': 'hdr-region-not-exact',
    BAD_ENTRY: 'hdr-entry-bad',
    'count-zero': 'hdr-entry-count-zero',
    'array-limit': 'hdr-entry-array-limit',
    'tag-type': 'hdr-tag-type',
    BAD_VALUE: 'hdr-load',
    'legacy-in-main': 'sig-legacy-in-main',
    'array-length': 'file-array-length',
    'array-type': 'file-array-type',
    'dirindex-range': 'file-dirindex-range',
  },
  payload: {
    memory: 'payload-xz-memory',
    expansion: 'payload-bomb',
  },
  cpio: {
    BAD_VALUE: 'cpio-field',
    OUT_OF_RANGE: 'cpio-field',
    TRUNCATED: 'cpio-content-short',
    'trailer-missing': 'cpio-trailer-missing',
    'missing-file': 'cpio-missing-file',
    'not-in-header': 'cpio-not-in-header',
    'duplicate-entry': 'cpio-duplicate-entry',
    'ghost-stripped': 'cpio-ghost-stripped',
    'link-interleaved': 'cpio-link-interleaved',
    'link-order': 'cpio-link-order',
    'link-target-short': 'cpio-link-target-short',
  },
  footer: EXTENTS_SECTION,
  checksig: EXTENTS_SECTION,
  table: EXTENTS_SECTION,
  csum: EXTENTS_SECTION,
};

const IN_GENERAL: Readonly<Record<FormatErrorCode, string>> = {
  TRUNCATED: 'truncated',
  BAD_MAGIC: 'magic',
  OUT_OF_RANGE: 'length',
  BAD_ENTRY: 'entry-bad',
  BAD_REGION: 'region-invalid',
  BAD_VALUE: 'value-bad',
  CORRUPT: 'corrupt',
  UNSUPPORTED: 'unsupported',
};

/** The id, in the rule catalogue, of the defect that a problem is. */
export function troubleRule({ section, code, defect }: FormatProblem): string {
  const names = BY_SECTION[section];
  const own = defect === undefined ? undefined : names?.[defect];
  return own ?? names?.[code] ?? `${section}-${IN_GENERAL[code]}`;
}

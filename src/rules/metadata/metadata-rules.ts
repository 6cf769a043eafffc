/** Rules about what the main header says of the package. */
import type { Rule } from '../rule.ts';
import { tagControlChar } from './tag-control-char.ts';
import { tagEncoding } from './tag-encoding.ts';
import { tagEncodingMissing } from './tag-encoding-missing.ts';
import { tagFormatVersion } from './tag-format-version.ts';
import { tagNotUtf8 } from './tag-not-utf8.ts';
import { tagProvidesSelf } from './tag-provides-self.ts';
import { tagRecommendedMissing } from './tag-recommended-missing.ts';
import { tagRequiredMissing } from './tag-required-missing.ts';
import { tagRpmlibMissing } from './tag-rpmlib-missing.ts';
import { tagRpmlibUnknown } from './tag-rpmlib-unknown.ts';
import { tagRpmversionMissing } from './tag-rpmversion-missing.ts';
import { tagSourcerpmMalformed } from './tag-sourcerpm-malformed.ts';

export const METADATA_RULES: readonly Rule[] = [
  tagControlChar,
  tagEncoding,
  tagEncodingMissing,
  tagFormatVersion,
  tagNotUtf8,
  tagProvidesSelf,
  tagRecommendedMissing,
  tagRequiredMissing,
  tagRpmlibMissing,
  tagRpmlibUnknown,
  tagRpmversionMissing,
  tagSourcerpmMalformed,
];

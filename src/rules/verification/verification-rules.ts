/** Rules about digests and signatures of the whole package. */
import type { Rule } from '../rule.ts';
import { pkgDigestNone } from './pkg-digest-none.ts';
import { pkgDigestWeak } from './pkg-digest-weak.ts';
import { pkgHeaderDigestBad } from './pkg-header-digest-bad.ts';
import { pkgMd5Bad } from './pkg-md5-bad.ts';
import { pkgMd5Range } from './pkg-md5-range.ts';
import { pkgPayloadDigestAlt } from './pkg-payload-digest-alt.ts';
import { pkgPayloadDigestAltBad } from './pkg-payload-digest-alt-bad.ts';
import { pkgPayloadDigestBad } from './pkg-payload-digest-bad.ts';
import { pkgRpm6DigestBad } from './pkg-rpm6-digest-bad.ts';
import { pkgSizeTag } from './pkg-size-tag.ts';
import { sigAlgorithmUnsupported } from './sig-algorithm-unsupported.ts';
import { sigBad } from './sig-bad.ts';
import { sigHeaderOnlyUnbound } from './sig-header-only-unbound.ts';
import { sigKeyMismatch } from './sig-key-mismatch.ts';
import { sigKeyUnusable } from './sig-key-unusable.ts';
import { sigLegacyOnly } from './sig-legacy-only.ts';
import { sigMissing } from './sig-missing.ts';
import { sigPacketInvalid } from './sig-packet-invalid.ts';
import { sigPacketV3 } from './sig-packet-v3.ts';
import { sigUnchecked } from './sig-unchecked.ts';
import { sigWeak } from './sig-weak.ts';

export const VERIFICATION_RULES: readonly Rule[] = [
  pkgDigestNone,
  pkgDigestWeak,
  pkgHeaderDigestBad,
  pkgMd5Bad,
  pkgMd5Range,
  pkgPayloadDigestAltBad,
  pkgPayloadDigestAlt,
  pkgPayloadDigestBad,
  pkgRpm6DigestBad,
  pkgSizeTag,
  sigAlgorithmUnsupported,
  sigBad,
  sigHeaderOnlyUnbound,
  sigKeyMismatch,
  sigKeyUnusable,
  sigLegacyOnly,
  sigMissing,
  sigPacketInvalid,
  sigPacketV3,
  sigUnchecked,
  sigWeak,
];

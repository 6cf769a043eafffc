/** Rules about the digests of the files. */
import type { Rule } from '../rule.ts';
import { digestAlgoMissing } from './digest-algo-missing.ts';
import { digestAlgoUnknown } from './digest-algo-unknown.ts';
import { digestCase } from './digest-case.ts';
import { digestCollision } from './digest-collision.ts';
import { digestEmpty } from './digest-empty.ts';
import { digestLength } from './digest-length.ts';
import { digestMismatch } from './digest-mismatch.ts';
import { digestMissing } from './digest-missing.ts';
import { digestNotHex } from './digest-not-hex.ts';
import { digestWeak } from './digest-weak.ts';

export const FILE_DIGEST_RULES: readonly Rule[] = [
  digestAlgoMissing,
  digestAlgoUnknown,
  digestCase,
  digestCollision,
  digestEmpty,
  digestLength,
  digestMismatch,
  digestMissing,
  digestNotHex,
  digestWeak,
];

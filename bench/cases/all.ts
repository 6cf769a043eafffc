/** Every case, in the order of the reports. */

import { AUDIT_CASES } from './audit.ts';
import type { BenchCase } from './case.ts';
import { CHECK_CASES } from './check.ts';
import { DNF_CASES } from './dnf.ts';
import { EXTRACT_CASES } from './extract.ts';
import { GROWTH_CASES } from './growth.ts';
import { MANY_CASES } from './many.ts';
import { PARSE_CASES } from './parse.ts';
import { REUSE_CASES } from './reuse.ts';
import { TRANSCODE_CASES } from './transcode.ts';

export const ALL_CASES: readonly BenchCase[] = [
  ...PARSE_CASES,
  ...TRANSCODE_CASES,
  ...EXTRACT_CASES,
  ...GROWTH_CASES,
  ...REUSE_CASES,
  ...MANY_CASES,
  ...CHECK_CASES,
  ...AUDIT_CASES,
  ...DNF_CASES,
];

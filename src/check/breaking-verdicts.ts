/**
 * What Copy-on-Write breaks: verdicts by which a host with the reference stack does otherwise than
 * one with plain rpm.
 *
 * Policy: a package that installs nowhere is not among them.
 */
import type { ReferenceVerdict } from './predict-reference.ts';

export const BREAKING_VERDICTS = [
  'different-tree',
  'cow-accepts',
  'cow-fails',
] as const satisfies readonly ReferenceVerdict[];

export function isBreaking(verdict: ReferenceVerdict): boolean {
  return BREAKING_VERDICTS.some((each) => each === verdict);
}

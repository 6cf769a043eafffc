/** Thrown for a package that must not be extracted: rpm would not install it, or not this. */
import type { Reason } from '../package/reason.ts';

export class Refused extends Error {
  override readonly name = 'Refused';
  readonly because: readonly Reason[];

  constructor(...because: readonly Reason[]) {
    super(because.map(({ message, rule }) => `${message} [${rule}]`).join('; '));
    this.because = because;
  }
}

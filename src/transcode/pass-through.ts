/** Thrown while transcoding when the original has to come out after all. */
import type { Reason } from '../package/reason.ts';

export class PassThrough extends Error {
  override readonly name = 'PassThrough';
  readonly because: readonly Reason[];

  constructor(...because: readonly Reason[]) {
    super(because.map(({ message }) => message).join('; '));
    this.because = because;
  }
}

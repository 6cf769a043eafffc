/** How a route of decoding came to its end. */

/** See DecodeSummary in decode-payload.ts. */
export type Ending = 'stream-end' | 'input-end' | 'enough';

export interface Outcome {
  /** The library that decoded. */
  readonly route: string;
  readonly ended: Ending;
}

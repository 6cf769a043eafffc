/**
 * When V8 looks for what is of no use any more, where a run looks at thousands of headers a second.
 *
 * Policy: when there is no room left, and then all at once. By itself V8 begins earlier and looks beside
 * the run. Of a package's head nothing stays, so there is little to find; meanwhile each write of
 * the run is noted, and the looking takes the processor that the compiler needs. Memory takes no more.
 */

/** From now on, for all threads of the process. */
export async function collectWhenFull(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--no-incremental-marking');
}

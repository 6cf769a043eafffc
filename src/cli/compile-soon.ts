/**
 * When V8 compiles, where a run looks at thousands of headers a second.
 *
 * Policy: soon, and little at a time. What takes the time is spread over a thousand functions, each
 * called some times a package: by V8's own numbers most are interpreted until such a run is half
 * over. So the fast compiler comes after a quarter of the calls, and leaves out what a function calls;
 * the optimising compiler comes after twenty times as many, in runs that are long enough for it. Not
 * set before the program is loaded, nor for a few packages: with other flags V8 does not take the code
 * that Node has ready of its own modules, which costs 3 ms.
 */

/** V8's own numbers are 400, 500 and 3,000 calls. */
const CALLS_FOR_MAGLEV = 100;
const CALLS_AFTER_A_NEW_TYPE = 100;
const CALLS_FOR_TURBOFAN = 60_000;

/** From now on, for all threads of the process. */
export async function compileSoon(): Promise<void> {
  const { setFlagsFromString } = await import('node:v8');
  setFlagsFromString('--no-maglev-inlining');
  setFlagsFromString(`--invocation-count-for-maglev=${CALLS_FOR_MAGLEV}`);
  setFlagsFromString(`--minimum-invocations-after-ic-update=${CALLS_AFTER_A_NEW_TYPE}`);
  setFlagsFromString(`--invocation-count-for-turbofan=${CALLS_FOR_TURBOFAN}`);
}

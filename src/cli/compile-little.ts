/**
 * How much V8 compiles, where one run judges thousands of packages and each thread compiles for itself.
 *
 * Policy: the fast compiler only, and each function by itself. What judging takes is spread over
 * hundreds of functions and over what V8 itself does for them, and the long loops are in native
 * libraries. So code of the optimising compiler gains nothing, not even in an audit of 40,000 packages,
 * and compiling it, twice or more, takes a tenth of the time; so does code with copies of what it calls.
 */
import { setFlagsFromString } from 'node:v8';

/** From now on, for all threads of the process. */
export function compileLittle(): void {
  setFlagsFromString('--no-turbofan');
  setFlagsFromString('--no-maglev-inlining');
}

/** Makes sure that files of keys have keys, before the first package is opened. */
import { keysOf } from '../check/keys-of.ts';
import { MachineError } from '../io/machine-error.ts';
import { ConfigurationError } from './configuration-error.ts';
import { tell } from './print.ts';

/**
 * Tells of keys that cannot be used beside others that can.
 * @throws ConfigurationError where a file cannot be read or has no key.
 */
export async function requireKeys(files: readonly string[]): Promise<void> {
  const keys = await readable(files);
  const { unusable = [], empty: [empty] = [] } = keys ?? {};
  if (empty === undefined) {
    for (const trouble of unusable) tell(`rpmcow: a key cannot be used: ${trouble}\n`);
    return;
  }
  const why = unusable.filter((trouble) => trouble.startsWith(`${empty}: `));
  throw new ConfigurationError(
    `option '--key': no OpenPGP public key that can be used in ${why.join('; ') || empty}`,
  );
}

async function readable(files: readonly string[]) {
  try {
    return await keysOf(files);
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    throw new ConfigurationError(error.message);
  }
}

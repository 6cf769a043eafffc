/**
 * The librepo contract: a package on standard input, its extents file or itself on standard output.
 *
 * Policy: nothing else on standard output, ever; standard error only for what an administrator
 * must know, or when asked. The input is read to its end whatever happens, because the other side
 * is a download. The exit status is 0 whenever valid bytes came out.
 * Source: COW-PATH 1.3; EXTENTS-FORMAT, process model.
 */
import { csumAlgorithm } from '../../native-free-parsers/extents/digest-names.ts';
import { makeBreather } from '../io/breathe.ts';
import { descriptorOutput } from '../io/descriptor-output.ts';
import { type DigestName, isDigestName } from '../io/digests.ts';
import { MachineError } from '../io/machine-error.ts';
import { openPackageStream } from '../io/package-input.ts';
import { systemPageSize } from '../io/page-size.ts';
import type { NokeyPolicy } from '../transcode/checksig.ts';
import { transcode } from '../transcode/transcode.ts';
import { denyList } from './deny-list.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { explainOutcome } from './outcome-text.ts';
import { tell } from './print.ts';

const STDIN = 0;
const STDOUT = 1;

export interface Rpm2extentsArguments {
  /** Names of digests of the input to record: at least one. */
  readonly algorithms: readonly string[];
  readonly nokey: NokeyPolicy;
  /** Undefined for the system's page size. */
  readonly blockSize: number | undefined;
  readonly nativeFree: boolean;
  readonly verbose: boolean;
}

/** Transcodes standard input to standard output. */
export async function runRpm2extents(request: Rpm2extentsArguments): Promise<ExitStatus> {
  const unknown = request.algorithms.find((name) => digestName(name) === undefined);
  const digests = request.algorithms.map(digestName).filter((name) => name !== undefined);
  if (unknown !== undefined || digests.length === 0) {
    complain(
      unknown === undefined
        ? 'name at least one digest algorithm, such as SHA256'
        : `"${unknown}" is no digest algorithm; try SHA256`,
    );
    return EXIT.usage;
  }
  return await run(request, digests);
}

async function run(
  { nokey, blockSize, nativeFree, verbose }: Rpm2extentsArguments,
  digests: readonly DigestName[],
): Promise<ExitStatus> {
  try {
    const input = openPackageStream(STDIN, 'standard input', digests);
    try {
      const output = descriptorOutput(STDOUT, 'standard output');
      const result = await transcode(input, output, {
        blockSize: blockSize ?? systemPageSize(),
        nokey,
        nativeFree,
        refuseForeign: false,
        denied: denyList(process.env),
        breathe: makeBreather(),
      });
      if (verbose) complain(explainOutcome(result));
      return EXIT.ok;
    } finally {
      input.close();
    }
  } catch (error) {
    if (!(error instanceof MachineError)) throw error;
    complain(error.message);
    return EXIT.unreadable;
  }
}

/** The name as the csum block spells it; librepo's own spelling is lower case. */
function digestName(argument: string): DigestName | undefined {
  const name = csumAlgorithm(argument.toUpperCase())?.name;
  return name !== undefined && isDigestName(name) ? name : undefined;
}

function complain(message: string): void {
  tell(`rpm2extents: ${message}\n`);
}

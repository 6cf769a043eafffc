/**
 * The librepo contract: a package on standard input, its extents file or itself on standard output.
 *
 * Policy: nothing else on standard output, ever; standard error only for what an administrator
 * must know, or when asked. The input is read to its end whatever happens, because the other side
 * is a download. The exit status is 0 whenever valid bytes came out. The process is confined before
 * it decodes anything; where it cannot be, it decodes all the same, and says so when asked.
 * Source: COW-PATH 1.3; EXTENTS-FORMAT, process model.
 */
import { csumAlgorithm } from '../../native-free-parsers/extents/digest-names.ts';
import { makeBreather } from '../io/breathe.ts';
import { confineProcess, type Gaps } from '../io/confine/confine.ts';
import { loadCodec } from '../io/decode/load-codec.ts';
import { descriptorOutput } from '../io/descriptor-output.ts';
import { type DigestName, isDigestName } from '../io/digests.ts';
import { MachineError } from '../io/machine-error.ts';
import { isFileOutput, type Output } from '../io/output.ts';
import { openPackageStream, type PackageInput } from '../io/package-input.ts';
import { systemPageSize } from '../io/page-size.ts';
import { reserveTemporaryFiles } from '../io/spool.ts';
import type { RpmPackage } from '../package/rpm-package.ts';
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
      let gaps: Gaps = [];
      const result = await transcode(input, output, {
        blockSize: blockSize ?? systemPageSize(),
        nokey,
        nativeFree,
        refuseForeign: false,
        denied: denyList(process.env),
        beforeDecoding: (pkg) => {
          gaps = confine(pkg, input, output);
        },
        breathe: makeBreather(),
      });
      if (verbose) complain(explainOutcome(result));
      if (verbose && gaps.length > 0) complain(`not fully confined: ${gaps.join('; ')}`);
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

/** Everything that the rest of the work has to open is opened first. */
function confine({ compressor }: RpmPackage, input: PackageInput, output: Output): Gaps {
  loadCodec(compressor);
  // For a download that does not fit into memory, or two blocks of a file that are decoded ahead; for
  // a result that cannot be taken back; and for a wide window.
  const spools = (input.source === undefined ? 1 : 2) + (isFileOutput(output) ? 0 : 1);
  reserveTemporaryFiles(spools + (compressor === 'zstd' ? 1 : 0));
  return confineProcess();
}

/** The name as the csum block spells it; librepo's own spelling is lower case. */
function digestName(argument: string): DigestName | undefined {
  const name = csumAlgorithm(argument.toUpperCase())?.name;
  return name !== undefined && isDigestName(name) ? name : undefined;
}

function complain(message: string): void {
  tell(`rpm2extents: ${message}\n`);
}

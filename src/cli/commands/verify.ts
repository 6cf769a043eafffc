/** The verb verify: proves extents files. */
import { Command, InvalidArgumentError } from 'commander';
import { formatNevra } from '../../../native-free-parsers/nevra.ts';
import { openFileSource } from '../../io/file-source.ts';
import type { Reason } from '../../package/reason.ts';
import { type Proof, proofText } from '../../report/proof-text.ts';
import {
  blockSizeOf,
  type ExtentsFile,
  openExtentsFile,
  uncheckedSignatures,
} from '../../transcode/extents-file.ts';
import { verifyExtents } from '../../transcode/verify.ts';
import { verifyAgainst } from '../../transcode/verify-against.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { print } from '../print.ts';
import { showProgress } from '../progress.ts';
import { reportTrouble } from '../trouble.ts';
import { VERSION } from '../version.ts';

interface Options {
  readonly against?: string;
  readonly format: 'text' | 'json';
  readonly nativeFree?: boolean;
  readonly progress: boolean;
}

export function verifyCommand(): Command {
  return new Command('verify')
    .summary('prove that extents files install what their headers promise')
    .description(
      'Proves an extents file from its bytes alone: footer, digest table, every content against ' +
        "the header's digests, the header against its own, placement, padding, the stored " +
        'verification. With --against it is also compared with the package it was made of, byte ' +
        'for byte.',
    )
    .argument('<extents...>', 'extents files')
    .option('--against <package>', 'the original RPM package (for one extents file)')
    .option('--format <format>', 'text or json', format, 'text')
    .option('--native-free', "decode the original without the system's compression libraries")
    .option('--no-progress', 'show no progress on a terminal')
    .addHelpText(
      'after',
      `
Exit status: 0 all are proven, 1 one is not, 2 wrong usage, 3 one could not be read or is no extents
file.

Examples:
  rpmcow verify hello.extents
  rpmcow verify hello.extents --against hello.rpm --format json`,
    )
    .action(async (paths: string[], options: Options, command: Command) => {
      if (options.against !== undefined && paths.length > 1) {
        command.error('error: --against takes one extents file', { exitCode: EXIT.usage });
      }
      process.exitCode = await run(paths, options);
    });
}

async function run(paths: readonly string[], options: Options): Promise<ExitStatus> {
  const proofs: Proof[] = [];
  let status: ExitStatus = EXIT.ok;
  for (const path of paths) {
    try {
      const proof = await prove(path, options);
      proofs.push(proof);
      if (options.format === 'text') print(proofText(proof));
      if (!proof.proven && status === EXIT.ok) status = EXIT.findings;
    } catch (error) {
      status = reportTrouble(path, error);
    }
  }
  if (options.format === 'json') {
    const tool = { name: 'rpmcow', version: VERSION };
    print(`${JSON.stringify({ tool, files: proofs }, null, 2)}\n`);
  }
  return status;
}

async function prove(path: string, options: Options): Promise<Proof> {
  const source = openFileSource(path);
  let read = 0;
  const counted = {
    size: source.size,
    readAt(offset: number, into: Uint8Array) {
      const size = source.readAt(offset, into);
      read += size;
      return size;
    },
  };
  const progress = showProgress(path, () => read, source.size, options.progress);
  try {
    const file = openExtentsFile(counted);
    const findings = await verifyExtents(file, progress.breathe);
    if (options.against !== undefined) {
      const { nativeFree = false } = options;
      findings.push(
        ...(await verifyAgainst(file, options.against, { nativeFree, breathe: progress.breathe })),
      );
    }
    return describe(path, file, findings, options.against);
  } finally {
    progress.done();
    source.close();
  }
}

function describe(
  path: string,
  file: ExtentsFile,
  findings: readonly Reason[],
  against: string | undefined,
): Proof {
  return {
    path,
    proven: findings.length === 0,
    nevra: formatNevra(file.package.nevra),
    files: file.package.fileList.files.length,
    extents: new Set(file.table.offsets).size,
    blockSize: blockSizeOf(file),
    size: file.source.size,
    against: against ?? null,
    findings,
    unchecked: uncheckedSignatures(file),
  };
}

function format(argument: string): 'text' | 'json' {
  if (argument === 'text' || argument === 'json') return argument;
  throw new InvalidArgumentError('It is text or json.');
}

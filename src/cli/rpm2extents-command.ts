/**
 * The command line of rpm2extents, shared by the verb and the program of its own. The program
 * starts once a package, so no command line framework is loaded for it.
 */
import { parseArgs } from 'node:util';
import { drainDescriptor } from '../io/drain.ts';
import { letGo } from '../io/let-go.ts';
import { isNokeyPolicy, parseBlockSize } from './arguments.ts';
import { EXIT, type ExitStatus } from './exit-status.ts';
import { print, tell } from './print.ts';
import { RPM2EXTENTS_HELP } from './rpm2extents-help.ts';
import { type Rpm2extentsArguments, runRpm2extents } from './run-rpm2extents.ts';
import { VERSION } from './version.ts';

const STDIN = 0;
const STDOUT = 1;

/**
 * Runs it with the arguments behind the program's or the verb's name. Standard input is read to its
 * end even where the arguments are wrong: a writer that fails would be the second trouble.
 */
export async function rpm2extents(args: readonly string[]): Promise<ExitStatus> {
  try {
    return await run(args);
  } finally {
    await drainDescriptor(STDIN);
    letGo(STDOUT);
  }
}

async function run(args: readonly string[]): Promise<ExitStatus> {
  let request: Rpm2extentsArguments | string;
  try {
    request = readArguments(args);
  } catch (error) {
    tell(`rpm2extents: ${(error as Error).message}\n`);
    return EXIT.usage;
  }
  if (typeof request !== 'string') return await runRpm2extents(request);
  print(request);
  return EXIT.ok;
}

/** What to do, or what to print instead. @throws TypeError about the arguments. */
function readArguments(args: readonly string[]): Rpm2extentsArguments | string {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      nokey: { type: 'string', default: 'pass-through' },
      'block-size': { type: 'string' },
      'native-free': { type: 'boolean', default: false },
      verbose: { type: 'boolean', short: 'v', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', short: 'V', default: false },
    },
  });
  if (values.help) return RPM2EXTENTS_HELP;
  if (values.version) return `${VERSION}\n`;
  if (!isNokeyPolicy(values.nokey)) {
    throw new TypeError("option '--nokey' takes record or pass-through");
  }
  return {
    // librepo splits its setting at single blanks: two in a row give an empty argument.
    algorithms: positionals.filter((name) => name !== ''),
    nokey: values.nokey,
    blockSize: parseBlockSize(values['block-size']),
    nativeFree: values['native-free'],
    verbose: values.verbose,
  };
}

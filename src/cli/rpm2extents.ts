/**
 * The program rpmcow-rpm2extents: what LIBREPO_TRANSCODE_RPMS names. It starts once a package, so
 * it loads no command line framework.
 */
import { parseArgs } from 'node:util';
import { installCleanup } from '../io/cleanup.ts';
import { isNokeyPolicy, parseBlockSize } from './arguments.ts';
import { EXIT } from './exit-status.ts';
import { RPM2EXTENTS_HELP } from './rpm2extents-help.ts';
import { type Rpm2extentsArguments, runRpm2extents } from './run-rpm2extents.ts';
import { VERSION } from './version.ts';

function readArguments(): Rpm2extentsArguments | string {
  try {
    const { values, positionals } = parseArgs({
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
  } catch (error) {
    process.stderr.write(`rpm2extents: ${(error as Error).message}\n`);
    process.exit(EXIT.usage);
  }
}

installCleanup();
const request = readArguments();
if (typeof request === 'string') process.stdout.write(request);
else process.exitCode = await runRpm2extents(request);

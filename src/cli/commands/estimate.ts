/** The verb estimate: what room and time Copy-on-Write takes and saves. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { type AuditForecast, forecast, PUBLISHED_RATES } from '../../audit/forecast.ts';
import { openAudit } from '../../audit/state/open-audit.ts';
import { estimateJson } from '../../report/audit/estimate-json.ts';
import { estimateText } from '../../report/audit/estimate-text.ts';
import { AUDIT_STATE } from '../audit-state.ts';
import { type ColourChoice, colourOption, paintFor, proseWidth } from '../colour.ts';
import { print } from '../print.ts';
import { VERSION } from '../version.ts';

interface Options {
  /** Bytes a second. */
  readonly rate?: number;
  readonly format: 'text' | 'json';
  readonly color: ColourChoice;
}

const MIB = 1024 * 1024;

export function estimateCommand(): Command {
  return new Command('estimate')
    .summary('from an audit: what room and time Copy-on-Write takes and saves')
    .description(
      'Forecasts for a host or mirror that has all packages of an audit: bytes now and as extents ' +
        'files with pages of 4, 16 and 64 KiB, what an install clones instead of writing, how long ' +
        'transcoding takes, and which packages grow most.',
    )
    .argument('[state]', 'what rpmcow audit --state wrote', AUDIT_STATE)
    .option(
      '--rate <MiB/s>',
      'extents files that the transcoder writes a second here',
      bytesASecond,
    )
    .addOption(
      new Option('--format <format>', 'for people, or one JSON document')
        .choices(['text', 'json'])
        .default('text'),
    )
    .addOption(colourOption())
    .addHelpText('after', HELP)
    .action((state: string, options: Options) => run(state, options));
}

const HELP = `
Times are bytes by rates: those of the one published measurement, unless --rate says otherwise.

Exit status: 0 done, 2 wrong usage, 3 the audit could not be read.

Examples:
  rpmcow estimate
  rpmcow estimate --rate 250 --format json audit.sqlite | jq .total.seconds`;

function run(state: string, { rate, format, color }: Options): void {
  const rates = { ...PUBLISHED_RATES, transcode: rate ?? PUBLISHED_RATES.transcode };
  const { audit, close } = openAudit(state);
  let result: AuditForecast;
  try {
    result = forecast(audit, rates);
  } finally {
    close();
  }
  print(
    format === 'json'
      ? [...estimateJson(result, VERSION)].join('')
      : estimateText(result, { width: proseWidth(), paint: paintFor(color) }),
  );
}

function bytesASecond(argument: string): number {
  const rate = Number(argument);
  if (/^\d+(\.\d+)?$/.test(argument) && rate > 0) return rate * MIB;
  throw new InvalidArgumentError('It is a number of MiB a second, such as 250.');
}

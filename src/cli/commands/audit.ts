/** The verb audit: which packages of whole repositories survive Copy-on-Write, and at what cost? */
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Depth } from '../../audit/audit.ts';
import type { ListenAddress } from '../../audit/fleet/serve-metrics.ts';
import { GATE_WORDS, type Gate, parseGate } from '../../audit/gate.ts';
import { DEFAULT_CONNECTIONS } from '../../io/http/http-settings.ts';
import { AUDIT_REPORTS, type AuditReportName } from '../../report/audit/audit-reports.ts';
import type { FleetRun } from '../audit-judges.ts';
import { runAuditVerb } from '../audit-run.ts';
import { type AuditSourceOptions, auditSources } from '../audit-sources.ts';
import { AUDIT_STATE } from '../audit-state.ts';
import { type ColourChoice, colourOption } from '../colour.ts';
import { compileLittle } from '../compile-little.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { type FleetOrder, giveFleetOrder } from '../fleet-orders.ts';
import { jobCount } from '../job-count.ts';
import { keepHeapSmall } from '../keep-heap-small.ts';
import { addMetricsOption } from '../metrics-option.ts';
import { addQueueOptions, type QueueOptions, queueSettings } from '../queue-options.ts';
import { onStandardOutput, type ReportRequest, reportRequest } from '../report-requests.ts';
import { addServerOptions } from '../server-options.ts';

const REPORT_NAMES = Object.keys(AUDIT_REPORTS) as AuditReportName[];

const ORDERS: readonly FleetOrder[] = ['status', 'pause', 'resume', 'cancel'];

interface Options extends AuditSourceOptions, QueueOptions {
  readonly state: string;
  readonly depth: Depth;
  readonly format: AuditReportName;
  readonly report?: readonly ReportRequest<AuditReportName>[];
  readonly vendor?: string;
  readonly builder?: string;
  readonly gate?: Gate;
  readonly baseline?: string;
  readonly jobs?: number;
  readonly perHost: number;
  readonly metricsPort?: ListenAddress;
  readonly status?: boolean;
  readonly pause?: boolean;
  readonly resume?: boolean;
  readonly cancel?: boolean;
  readonly progress: boolean;
  readonly color: ColourChoice;
}

export function auditCommand(): Command {
  const command = new Command('audit')
    .summary('say which packages of whole repositories survive Copy-on-Write, and at what cost')
    .description(
      'Audits repositories before Copy-on-Write is switched on: what becomes of each package, who ' +
        'built those that break, what it costs and saves. What was found out is kept, so the next ' +
        'run reads only what is new, and an interrupted one goes on where it was.',
    )
    .argument(
      '[source...]',
      'directories, file: or http(s): URLs of repositories, of mirror lists or metalinks, repomd.xml, ' +
        '.repo files',
    )
    .option('--state <file>', 'where results are kept', AUDIT_STATE)
    .addOption(
      new Option('--depth <depth>', 'how far packages are read (see below)')
        .choices(['headers', 'payload', 'auto'])
        .default('headers'),
    )
    .addOption(
      new Option('--format <format>', 'what comes out on standard output')
        .choices(REPORT_NAMES)
        .default('text'),
    )
    .option(
      '--report <format[=file]>',
      'a report in a file, besides what --format prints, or without =file instead of that ' +
        '(repeatable; see below)',
      addReport,
    )
    .option('--vendor <glob>', 'the vendor whose packages --report vendor is about')
    .option('--builder <glob>', 'the builder whose packages it is about, such as "rpmbuild *"')
    .option(
      '--gate <words>',
      'exit 1 for packages of these verdicts of the reference stack, or with findings from a ' +
        'severity on, by commas: cow-fails,different-tree,error',
      gate,
    )
    .option(
      '--baseline <state>',
      'an audit of what is accepted: only what is new counts for --gate',
    )
    .option(
      '-j, --jobs <n>',
      'threads that judge packages (default: what suits the processors)',
      jobCount,
    )
    .option('--releasever <version>', '$releasever of .repo files (default: that of this host)')
    .option('--basearch <arch>', '$basearch of .repo files (default: that of this host)')
    .option('--all-repos', 'of .repo files also the repositories that are disabled');
  addServerOptions(command, 'the servers that are named as sources').option(
    '--no-progress',
    'show no progress on a terminal',
  );
  addQueueOptions(
    command,
    'have the workers of a fleet judge, over this Redis or Valkey (see below)',
  );
  addMetricsOption(command)
    .option(
      '--per-host <n>',
      'connections to one mirror at once, of the whole fleet',
      jobCount,
      DEFAULT_CONNECTIONS,
    )
    .option('--status', 'with --queue: say what the fleet is doing, and audit nothing')
    .option('--pause', 'with --queue: have workers take no more jobs')
    .option('--resume', 'with --queue: have them go on')
    .option('--cancel', 'with --queue: end the audits; what they found out is kept')
    .addOption(colourOption())
    .addHelpText('after', HELP)
    .action(async (sources: string[], options: Options, command: Command) => {
      const misuse = (message: string): never =>
        command.error(`error: ${message}`, { exitCode: EXIT.usage });
      const isFormatGiven = command.getOptionValueSource('format') === 'cli';
      process.exitCode = await run(sources, options, isFormatGiven, misuse);
    });
  return command;
}

const HELP = `
Depth:
  headers   the head of each package and its last 32 bytes; of a server's, over HTTP ranges
  payload   every package to its end; nothing of it is kept
  auto      headers, then the payload of each whose fate the header leaves open: of most, since a
            header can condemn a package and not acquit it

The state (--state) is one file. A checksum in metadata says which package it is, so what is known is
not read again, wherever it lies; without metadata, a file that has not changed is not. When the
rules of rpmcow have changed, heads that came over the network are judged again without a download.
Passwords are never in the state, nor in a report.

User and password may also come from the environment: RPMCOW_USER, RPMCOW_PASSWORD.

With --queue, packages are judged by processes of "rpmcow worker" on any machine; state and reports are
those of an audit without. Workers read files under the same paths, and packages of servers
with credentials of their own. The password of the queue comes from --queue-password-file or the
environment: RPMCOW_QUEUE_PASSWORD.

Reports, --report <format>=<file>:
${reportHelp()}

Exit status: 0 all packages were read, whatever they are; 1 the gate is shut; 2 wrong usage or configuration; 3 something
could not be read, or is no package (the rest was audited).

Examples:
  rpmcow audit /srv/repo
  rpmcow audit --depth auto --report html=audit.html https://packages.example/el9/x86_64/
  rpmcow audit --gate cow-fails,different-tree --baseline staging.sqlite compose
  rpmcow audit --report vendor=bugs.md --vendor 'Example*' /srv/repo
  rpmcow audit --queue redis://queue.example --depth payload https://packages.example/el9/x86_64/
  rpmcow audit --queue redis://queue.example --status
  rpmcow audit --releasever 9 --format csv /etc/yum.repos.d/vendor.repo > audit.csv`;

function reportHelp(): string {
  return REPORT_NAMES.map((name) => `  ${name.padEnd(14)} ${AUDIT_REPORTS[name].what}`).join('\n');
}

async function run(
  sources: readonly string[],
  options: Options,
  isFormatGiven: boolean,
  misuse: (message: string) => never,
): Promise<ExitStatus> {
  const { state, depth, report: reports = [], jobs, progress, color: colour } = options;
  const { vendor, builder, gate: wanted, baseline, queue } = options;
  const order = ORDERS.find((each) => options[each] === true);
  if (baseline !== undefined && wanted === undefined) misuse("option '--baseline' needs '--gate'");
  if (order !== undefined && queue === undefined) misuse(`option '--${order}' needs '--queue'`);
  if (options.metricsPort !== undefined && queue === undefined) {
    misuse("option '--metrics-port' needs '--queue'");
  }
  if (order === undefined && sources.length === 0) misuse("missing required argument 'source'");
  try {
    if (order !== undefined) return await giveFleetOrder(order, queueSettings(queue!, options));
    keepHeapSmall();
    compileLittle();
    const format = onStandardOutput(reports, isFormatGiven ? options.format : undefined);
    return await runAuditVerb(sources, {
      state,
      depth,
      workers: queue === undefined ? (jobs ?? defaultWorkers(depth)) : fleetRun(queue, options),
      sources: auditSources(options),
      format: format ?? options.format,
      reports,
      selection: {
        ...(vendor === undefined ? {} : { vendor }),
        ...(builder === undefined ? {} : { builder }),
      },
      gate: wanted,
      baseline,
      colour,
      progress,
    });
  } catch (error) {
    if (error instanceof ConfigurationError) return misuse(error.message);
    throw error;
  }
}

function fleetRun(queue: string, options: Options): FleetRun {
  const { perHost, metricsPort } = options;
  return { queue: queueSettings(queue, options), perHost, metrics: metricsPort };
}

/** As many as the thread of lists and results can keep busy; each takes about 35 MiB. */
const MOST_HEADER_JUDGES = 3;

function defaultWorkers(depth: Depth): number {
  const processors = availableParallelism();
  return depth === 'headers' ? Math.min(processors, MOST_HEADER_JUDGES) : processors;
}

function gate(argument: string): Gate {
  const parsed = parseGate(argument);
  if (parsed !== undefined) return parsed;
  throw new InvalidArgumentError(`It is made of ${GATE_WORDS.join(', ')}, by commas.`);
}

function addReport(
  argument: string,
  before: readonly ReportRequest<AuditReportName>[] = [],
): readonly ReportRequest<AuditReportName>[] {
  return [...before, reportRequest(argument, REPORT_NAMES)];
}

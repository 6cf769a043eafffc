/** The verb worker: judges packages for audits of other machines. */
import { availableParallelism } from 'node:os';
import { Command, InvalidArgumentError } from 'commander';
import type { ListenAddress } from '../../audit/fleet/serve-metrics.ts';
import type { Identity } from '../../io/http/http-client.ts';
import { type AuditSourceOptions, auditSources } from '../audit-sources.ts';
import { ConfigurationError } from '../configuration-error.ts';
import { EXIT, type ExitStatus } from '../exit-status.ts';
import { jobCount } from '../job-count.ts';
import { keepHeapSmall } from '../keep-heap-small.ts';
import { addMetricsOption } from '../metrics-option.ts';
import { addQueueOptions, type QueueOptions, queueSettings } from '../queue-options.ts';
import { addServerOptions } from '../server-options.ts';
import { runWorkerVerb } from '../worker-run.ts';

interface Options extends AuditSourceOptions, QueueOptions {
  readonly jobs?: number;
  readonly server?: readonly string[];
  readonly endWhenIdle?: number;
  readonly metricsPort?: ListenAddress;
}

export function workerCommand(): Command {
  const command = new Command('worker')
    .summary('judge packages for audits of other machines')
    .description(
      'Takes packages from the queue that audits with --queue fill, judges them as those would, and ' +
        'gives back what came of it. Runs until it gets a signal, and ends then what it has begun.',
    );
  addQueueOptions(command, 'the Redis or Valkey that audits use: redis[s]://[user@]host[:port]');
  addMetricsOption(command)
    .option(
      '-j, --jobs <n>',
      'threads that judge packages (default: as many as processors)',
      jobCount,
    )
    .option('--end-when-idle <seconds>', 'end when there was nothing to do for so long', seconds)
    .option(
      '--server <url>',
      'a server that user, password and certificate are for (repeatable)',
      addServer,
    );
  addServerOptions(command, 'these servers')
    .addHelpText('after', HELP)
    .action(async (options: Options) => {
      const misuse = (message: string): never =>
        command.error(`error: ${message}`, { exitCode: EXIT.usage });
      process.exitCode = await run(options, misuse);
    });
  return command;
}

const HELP = `
A worker reads files under the paths that the audit has for them, so trees that are not behind a server
must be mounted at the same place. Packages of servers it fetches itself, with credentials of its own.
It does only jobs of audits whose rpmcow judges by the same rules, and says when there are others.

Passwords may also come from the environment: RPMCOW_QUEUE_PASSWORD for the queue; RPMCOW_USER and
RPMCOW_PASSWORD for the servers.

Exit status: 0 ended by a signal, or idle; 2 wrong usage or configuration; 3 the queue cannot be used.

Examples:
  rpmcow worker --queue redis://queue.example
  rpmcow worker --queue rediss://queue.example --queue-password-file secret -j 8 --metrics-port 9464`;

async function run(options: Options, misuse: (message: string) => never): Promise<ExitStatus> {
  const { queue, jobs, server = [], endWhenIdle, metricsPort } = options;
  if (queue === undefined) return misuse("option '--queue' is needed");
  try {
    keepHeapSmall();
    const { http, login, certificate } = auditSources(options);
    const isSomebody = login !== undefined || certificate !== undefined;
    if (isSomebody && server.length === 0) {
      return misuse("user, password and certificate need '--server': whom they are for");
    }
    const identities = server.map(
      (origin): Identity => ({
        origin,
        ...(login === undefined ? {} : { basic: login }),
        ...(certificate === undefined ? {} : { certificate }),
      }),
    );
    return await runWorkerVerb({
      queue: queueSettings(queue, options),
      threads: jobs ?? availableParallelism(),
      http: { ...http, identities },
      idleSeconds: endWhenIdle,
      metrics: metricsPort,
    });
  } catch (error) {
    if (error instanceof ConfigurationError) return misuse(error.message);
    throw error;
  }
}

function seconds(argument: string): number {
  if (/^[1-9]\d{0,5}$/.test(argument)) return Number(argument);
  throw new InvalidArgumentError('It is no whole number of seconds.');
}

function addServer(argument: string, before: readonly string[] = []): readonly string[] {
  const url = URL.parse(argument);
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '') {
    throw new InvalidArgumentError('It is no http: or https: URL without a user.');
  }
  return [...before, url.origin];
}

/**
 * The options that lead to the queue of a fleet.
 *
 * Policy: a password comes from the environment or a file, never from an argument, which everybody on
 * the machine can see.
 */
import type { Command } from 'commander';
import type { QueueSettings } from '../audit/fleet/fleet-connection.ts';
import { parseQueueAddress } from '../audit/fleet/queue-address.ts';
import { ConfigurationError } from './configuration-error.ts';
import { requiredText } from './required-text.ts';

const PASSWORD = 'RPMCOW_QUEUE_PASSWORD';
const PREFIX = 'rpmcow';

export interface QueueOptions {
  readonly queue?: string;
  readonly queuePrefix: string;
  readonly queuePasswordFile?: string;
  readonly queueCa?: string;
}

export function addQueueOptions(command: Command, what: string): Command {
  return command
    .option('--queue <url>', what)
    .option('--queue-prefix <prefix>', 'what the keys of this fleet begin with', PREFIX)
    .option('--queue-password-file <file>', 'the password of the queue, on the first line')
    .option('--queue-ca <file>', 'certificate authorities (PEM) to trust for rediss: URLs');
}

/**
 * @param url not repeated in messages: there may be a password in it.
 * @throws ConfigurationError where it is none to be used, or a file cannot be read.
 */
export function queueSettings(
  url: string,
  { queuePrefix, queuePasswordFile, queueCa }: QueueOptions,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): QueueSettings {
  const address = parseQueueAddress(url);
  if ('problem' in address) throw new ConfigurationError(`option '--queue': ${address.problem}`);
  return {
    address,
    password:
      queuePasswordFile === undefined
        ? environment[PASSWORD]
        : requiredText(queuePasswordFile).split(/\r?\n/)[0],
    authorities: queueCa === undefined ? undefined : requiredText(queueCa),
    prefix: queuePrefix,
  };
}

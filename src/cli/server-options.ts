/** The options that say who to be to servers of packages, and how they are reached. */
import type { Command } from 'commander';

/** @param servers which ones: `these servers`. */
export function addServerOptions(command: Command, servers: string): Command {
  return command
    .option('--user <name>', `who to be to ${servers}`)
    .option('--password-file <file>', 'its password, on the first line')
    .option('--client-cert <file>', 'a client certificate (PEM) for these servers')
    .option('--client-key <file>', 'its key, where that is a file of its own')
    .option('--ca <file>', 'certificate authorities (PEM) to trust instead of the usual ones')
    .option(
      '--proxy <url>',
      'the proxy for everything (default: http_proxy, https_proxy, no_proxy)',
    );
}

/** The option --metrics-port. */
import { type Command, InvalidArgumentError } from 'commander';
import type { ListenAddress } from '../audit/fleet/serve-metrics.ts';

export function addMetricsOption(command: Command): Command {
  return command.option(
    '--metrics-port <[address:]port>',
    'serve metrics in OpenMetrics text there, to this machine alone without an address',
    listenAddress,
  );
}

function listenAddress(argument: string): ListenAddress {
  const [, host, port] = /^(?:\[?([^\]]*)\]?:)?(\d{1,5})$/.exec(argument) ?? [];
  if (port === undefined || Number(port) > 65_535) {
    throw new InvalidArgumentError('It is no port, nor an address with one.');
  }
  return { host: host ?? '127.0.0.1', port: Number(port) };
}

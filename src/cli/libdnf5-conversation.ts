/**
 * The conversation with the actions plugin of libdnf5: a line of JSON each way, one after the other.
 *
 * Policy: standard output is the plugin's, so nothing else is printed there. An answer that says
 * ERROR, or is none, is a ConfigurationError: both sides do not fit each other. The plugin closes
 * the pipes after an error that it raises, which is no trouble of ours.
 * Source: libdnf5-actions(8), "Messages in json communication mode", since version 1.4.0.
 */

import { lineReader } from '../io/line-reader.ts';
import { ConfigurationError } from './configuration-error.ts';
import { print } from './print.ts';

const STDIN = 0;

export interface Libdnf5Conversation {
  /** The value of an option: of libdnf5, or as `<repository>.<option>`; empty where it has none. */
  option(key: string): string;
  /** The packages that come in, with these attributes. */
  incoming(attributes: readonly string[]): readonly Readonly<Record<string, string>>[];
  log(level: 'INFO' | 'WARNING', message: string): void;
  /** Stops libdnf5 where the action was given raise_error=1, else is logged. */
  error(message: string): void;
}

type Reply = Readonly<Record<string, unknown>>;

/** @throws ConfigurationError by every function. */
export function libdnf5Conversation(): Libdnf5Conversation {
  const nextLine = lineReader(STDIN, 'standard input');
  const ask = (request: object): Reply | undefined => {
    print(`${JSON.stringify(request)}\n`);
    const line = nextLine();
    return line === undefined ? undefined : replyOf(line);
  };
  const get = (domain: string, args: object): unknown => {
    const reply = ask({ op: 'get', domain, args });
    const found = reply?.['return'] as Reply | undefined;
    if (reply?.['status'] === 'OK' && typeof found === 'object') return found;
    throw notUnderstood(JSON.stringify(reply ?? 'nothing'));
  };
  return {
    option(key) {
      const { keys_val: values } = get('conf', { key }) as { keys_val?: { value: string }[] };
      return values?.[0]?.value ?? '';
    },
    incoming(attributes) {
      const filters = [{ key: 'direction', value: 'IN' }];
      const found = get('trans_packages', { output: attributes, filters });
      const { trans_packages: packages } = found as { trans_packages?: Record<string, string>[] };
      if (packages === undefined) throw notUnderstood(JSON.stringify(found));
      return packages;
    },
    log(level, message) {
      ask({ op: 'log', args: { level, message } });
    },
    error(message) {
      ask({ op: 'error', args: { message } });
    },
  };
}

function replyOf(line: string): Reply {
  try {
    const reply: unknown = JSON.parse(line);
    if (typeof reply === 'object' && reply !== null) return reply as Reply;
  } catch (error) {
    throw notUnderstood(`${line.slice(0, 100)} (${(error as Error).message})`);
  }
  throw notUnderstood(line.slice(0, 100));
}

function notUnderstood(answer: string): ConfigurationError {
  return new ConfigurationError(
    `the actions plugin of libdnf5 answered what is not understood: ${answer}; ` +
      'the action needs mode=json, and libdnf5-plugin-actions 1.4.0 or newer',
  );
}

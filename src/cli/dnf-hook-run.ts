/**
 * One question of the dnf plugin, answered: lines of JSON in, lines of JSON out.
 *
 *   {"level": "info" | "warning", "text": "..."}    to be shown
 *   {"environment": {"NAME": "value"}}              to be set while packages are downloaded
 *   {"stop": "..."}                                 why not to go on, for who wants to stop then
 *   {"end": true}                                   the last line: nothing was lost
 *
 * Policy: whether to stop is for the plugin, which knows the administrator's policy.
 */
import { dirname, extname, join } from 'node:path';
import { checkTransaction } from '../host/dnf/check-transaction.ts';
import { decideTranscoding } from '../host/dnf/decide-transcoding.ts';
import type { DenialOf } from '../host/dnf/denials.ts';
import type { HostNote, TransactionPackage } from '../host/dnf/transaction-package.ts';
import { readStreamText } from '../io/stream-text.ts';
import { stopText, transactionSummary, troubleLines } from '../report/transaction-text.ts';
import { denialsOf } from './denials-of.ts';
import { type DnfHookRequest, parseDnfHookRequest } from './dnf-hook-request.ts';
import { print } from './print.ts';
import { transactionWorkers } from './transaction-workers.ts';

const STDIN = 0;

export type DnfHook = 'resolved' | 'pre-transaction';

/** @throws ConfigurationError about the question, MachineError where it cannot be answered. */
export async function runDnfHook(hook: DnfHook): Promise<void> {
  const request = parseDnfHookRequest(await readStreamText(STDIN, 'standard input'));
  const denialOf = await denialsOf(request);
  if (hook === 'resolved') answerResolved(request, denialOf);
  else await answerPreTransaction(request.packages, denialOf);
  say({ end: true });
}

function answerResolved(request: DnfHookRequest, denialOf: DenialOf): void {
  const { environment, notes } = decideTranscoding({
    ...request,
    denialOf,
    environment: process.env,
    transcoder: request.transcoder ?? ownTranscoder(),
  });
  notes.forEach(say);
  if (Object.keys(environment).length > 0) say({ environment });
}

async function answerPreTransaction(
  packages: readonly TransactionPackage[],
  denialOf: DenialOf,
): Promise<void> {
  const checked = await checkTransaction(packages, denialOf, transactionWorkers(packages));
  for (const text of troubleLines(checked)) say({ level: 'warning', text });
  say({ level: 'info', text: transactionSummary(checked) });
  const stop = stopText(checked);
  if (stop !== undefined) say({ stop });
}

/** rpmcow-rpm2extents stands beside rpmcow, under the same kind of name. */
function ownTranscoder(): string {
  const self = process.argv[1]!;
  return join(dirname(self), `rpmcow-rpm2extents${extname(self)}`);
}

type Answer =
  | HostNote
  | { readonly environment: Readonly<Record<string, string>> }
  | { readonly stop: string }
  | { readonly end: true };

function say(answer: Answer): void {
  print(`${JSON.stringify(answer)}\n`);
}

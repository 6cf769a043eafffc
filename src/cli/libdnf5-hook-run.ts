/**
 * The two actions of libdnf5: before packages are downloaded, and before they are installed.
 *
 * Policy: what is to be stopped for is handed over as an error; whether libdnf5 stops is the choice of
 * the actions file, raise_error. The log is not shown to people, so they are told on standard error.
 */
import { checkTransaction } from '../host/dnf/check-transaction.ts';
import type { DenialOf } from '../host/dnf/denials.ts';
import { libdnf5Path } from '../host/dnf/libdnf5-packages.ts';
import type { TransactionPackage } from '../host/dnf/transaction-package.ts';
import {
  deniedText,
  stopText,
  transactionSummary,
  troubleLines,
} from '../report/transaction-text.ts';
import { type Libdnf5Conversation, libdnf5Conversation } from './libdnf5-conversation.ts';
import { tell } from './print.ts';
import { transactionWorkers } from './transaction-workers.ts';

export type Libdnf5Hook = 'libdnf5-goal-resolved' | 'libdnf5-pre-transaction';

/** @throws ConfigurationError where the actions plugin answers something else. */
export async function runLibdnf5Hook(hook: Libdnf5Hook, denialOf: DenialOf): Promise<void> {
  const libdnf5 = libdnf5Conversation();
  const packages = incoming(libdnf5);
  if (packages.length === 0) return;
  if (hook === 'libdnf5-goal-resolved') tellDenied(libdnf5, packages, denialOf);
  else await check(libdnf5, packages, denialOf);
}

/** The environment of libdnf5 cannot be set from here: it is told what its deny list should have. */
function tellDenied(
  libdnf5: Libdnf5Conversation,
  packages: readonly TransactionPackage[],
  denialOf: DenialOf,
): void {
  for (const pkg of packages) {
    const why = denialOf(pkg);
    if (why !== undefined) say(libdnf5, 'WARNING', deniedText(pkg, why));
  }
}

async function check(
  libdnf5: Libdnf5Conversation,
  packages: readonly TransactionPackage[],
  denialOf: DenialOf,
): Promise<void> {
  const checked = await checkTransaction(packages, denialOf, transactionWorkers(packages));
  for (const text of troubleLines(checked)) say(libdnf5, 'WARNING', text);
  say(libdnf5, 'INFO', transactionSummary(checked));
  const stop = stopText(checked);
  if (stop !== undefined) libdnf5.error(`rpmcow: ${stop}`);
}

function say(libdnf5: Libdnf5Conversation, level: 'INFO' | 'WARNING', text: string): void {
  tell(`rpmcow: ${text}\n`);
  libdnf5.log(level, `rpmcow: ${text}`);
}

function incoming(libdnf5: Libdnf5Conversation): TransactionPackage[] {
  const attributes = ['name', 'version', 'release', 'nevra', 'repo_id', 'location'] as const;
  const cache = libdnf5.option('cachedir');
  return libdnf5.incoming(attributes).map((found) => {
    const of = (attribute: (typeof attributes)[number]) => found[attribute] ?? '';
    const repository = of('repo_id');
    return {
      name: of('name'),
      version: of('version'),
      release: of('release'),
      nevra: of('nevra'),
      repository,
      checksum: null,
      path: libdnf5Path(cache, { repository, location: of('location') }),
    };
  });
}

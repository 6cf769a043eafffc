/** How many threads check the packages of a transaction. */
import type { TransactionPackage } from '../host/dnf/transaction-package.ts';
import { findPackages } from '../io/walk.ts';
import { workerCount } from './worker-count.ts';

/** Bytes of packages that are checked before threads have started. */
const WORTH_THREADS = 32 * 1024 * 1024;

export function transactionWorkers(packages: readonly TransactionPackage[]): number {
  const { packages: files } = findPackages(packages.map(({ path }) => path));
  return workerCount(files, undefined, WORTH_THREADS);
}

/**
 * Numbers of users and groups by their names, from files of the form of passwd(5) and group(5).
 *
 * Policy: the files alone; no name service is asked. Names are byte strings; the first line of a
 * name counts, and lines that are none are passed over.
 */
import { readFileSync } from 'node:fs';
import { toLatin1 } from '../../native-free-parsers/bytes/hex.ts';
import { attempt } from './machine-error.ts';
import type { RootedTree } from './rooted-tree.ts';

export type Accounts = ReadonlyMap<string, number>;

/** The largest number that means an account: -1 as 32 bits means none. */
const LARGEST_ID = 0xffff_fffe;

/** The accounts in `path` (`/etc/passwd`, `/etc/group`) below a root; this system's where it has none. */
export function accountsBelow(tree: RootedTree, path: string): Accounts {
  const file = tree.readSmallFile(path) ?? attempt('read', path, () => readFileSync(path));
  return parseAccounts(file);
}

/** Name, password and number lead each line of both files. */
export function parseAccounts(file: Uint8Array): Accounts {
  const accounts = new Map<string, number>();
  for (const line of toLatin1(file).split('\n')) {
    const [name = '', , digits = ''] = line.split(':');
    const id = /^\d{1,10}$/.test(digits) ? Number(digits) : Number.NaN;
    if (name !== '' && id <= LARGEST_ID && !accounts.has(name)) accounts.set(name, id);
  }
  return accounts;
}

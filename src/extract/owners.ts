/**
 * What files get beside their content: owner, mode, capabilities, time.
 *
 * Policy: owners only when root runs this, by the root's own accounts, read once before anything is
 * written, where other names than root are in the package. A name that is not known there becomes
 * root, loses the set-ID bit that would give its rights away, and is told once.
 * Source: rpm 4.18 lib/rpmfi.c rpmfiStat, lib/rpmug.c.
 */
import { displayText } from '../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry } from '../../native-free-parsers/files.ts';
import { type Accounts, accountsBelow } from '../io/accounts.ts';
import type { Metadata } from '../io/file-metadata.ts';
import type { RootedTree } from '../io/rooted-tree.ts';

const ROOT = 0;
const ROOT_NAME = 'root';
const NO_ACCOUNTS: Accounts = new Map();
const PERMISSIONS = 0o7777;
const SET_USER_ID = 0o4000;
const SET_GROUP_ID = 0o2000;

export class Owners {
  /** Sentences about names that are not known. */
  readonly warnings = new Set<string>();
  readonly #users: Accounts | undefined;
  readonly #groups: Accounts | undefined;

  constructor(tree: RootedTree, files: readonly FileEntry[]) {
    if (process.geteuid?.() !== ROOT) return;
    const users = files.some(({ user }) => user !== ROOT_NAME);
    const groups = files.some(({ group }) => group !== ROOT_NAME);
    this.#users = users ? accountsBelow(tree, '/etc/passwd') : NO_ACCOUNTS;
    this.#groups = groups ? accountsBelow(tree, '/etc/group') : NO_ACCOUNTS;
  }

  metadataOf({ user, group, mode, mtime, capabilities }: FileEntry): Metadata {
    const permissions = mode & PERMISSIONS;
    if (this.#users === undefined || this.#groups === undefined) {
      return { owner: undefined, mode: permissions, capabilities: '', mtime };
    }
    const uid = this.#find(this.#users, 'user', user);
    const gid = this.#find(this.#groups, 'group', group);
    const lost = (uid === undefined ? SET_USER_ID : 0) | (gid === undefined ? SET_GROUP_ID : 0);
    return {
      owner: { uid: uid ?? ROOT, gid: gid ?? ROOT },
      mode: permissions & ~lost,
      capabilities,
      mtime,
    };
  }

  #find(accounts: Accounts, kind: 'user' | 'group', name: string): number | undefined {
    const id = name === ROOT_NAME ? ROOT : accounts.get(name);
    if (id === undefined) {
      this.warnings.add(`${kind} ${displayText(name)} does not exist: root is used instead`);
    }
    return id;
  }
}

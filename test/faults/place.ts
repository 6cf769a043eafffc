/**
 * What is in a directory, and which of it is whole.
 *
 * Policy: a file is what it holds; a link, where it points. Modes and times are left to other tests.
 */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

const SLASH = Buffer.from('/');
const DIRECTORY = 'directory';

/** By path, Latin-1 where a name is no UTF-8: the digest of a file, the target of a link, or the word directory. */
export type Contents = ReadonlyMap<string, string>;

export function contentsOf(directory: string): Contents {
  const contents = new Map<string, string>();
  const visit = (within: Buffer, prefix: string) => {
    for (const bytes of readdirSync(within, 'buffer')) {
      const path = Buffer.concat([within, SLASH, bytes]);
      const name = join(prefix, bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1'));
      const content = contentOf(path);
      contents.set(name, content);
      if (content === DIRECTORY) visit(path, name);
    }
  };
  visit(Buffer.from(directory), '');
  return contents;
}

function contentOf(path: Buffer): string {
  const stats = lstatSync(path);
  if (stats.isDirectory()) return DIRECTORY;
  if (stats.isSymbolicLink()) return `link to ${readlinkSync(path)}`;
  return stats.isFile() ? digestOf(readFileSync(path)) : 'special';
}

export function digestOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

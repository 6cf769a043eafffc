/** What the system's rpmkeys says of a package's signatures, knowing these keys and no others. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run, saved, withTemporary } from '../../corpus/real-rpm.ts';

/** All lines of `rpmkeys -Kv`, without the file's name. */
export async function rpmkeysLines(
  bytes: Uint8Array,
  armoredKeys: readonly string[] = [],
): Promise<string[]> {
  return await withTemporary((directory) => {
    const database = ['--dbpath', join(directory, 'rpmdb')];
    armoredKeys.forEach((key, i) => {
      const path = join(directory, `${i}.asc`);
      writeFileSync(path, key);
      const { ok, output } = run('rpmkeys', [...database, '--import', path]);
      if (!ok) throw new Error(output);
    });
    const { output } = run('rpmkeys', [...database, '-Kv', saved(directory, bytes)]);
    return output.split('\n').filter((line) => line.startsWith('    '));
  });
}

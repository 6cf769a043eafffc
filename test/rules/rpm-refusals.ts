/** What rpm itself says when it is to install a package of the corpus: nothing is installed. */
import { packageBytes } from '../../corpus/package-bytes.ts';
import { run, saved, withTemporary } from '../corpus/real-rpm.ts';

/** All that it prints; dependencies count, but only those on rpm itself can fail here. */
export async function rpmOn(name: string): Promise<string> {
  const bytes = await packageBytes(name);
  return withTemporary((directory) => {
    const trial = ['--root', directory, '--dbpath', '/rpmdb', '-i', '--test'];
    const path = saved(directory, bytes);
    return run('rpm', [...trial, '--noscripts', '--ignorearch', '--ignoreos', path]).output;
  });
}

/**
 * What a command needs of the machine, and why it cannot be run where that is missing.
 * Policy: asks the built rpmcow for its verbs once; installs nothing.
 */

import { runCommand } from './command.ts';
import { findProgram } from './find-program.ts';

/** A tool on the PATH, a verb of rpmcow, an option of `rpmcow transcode`, or a power. */
export type Need = 'root' | 'reflink' | `tool:${string}` | `verb:${string}` | `option:${string}`;

/** Where tools come from: packages of Debian and of Fedora. */
const TOOL_SOURCES: Readonly<Record<string, string>> = {
  rpm: 'install rpm',
  rpm2cpio: 'install rpm2cpio (Debian) or rpm (Fedora)',
  rpm2archive: 'install rpm2cpio (Debian) or rpm (Fedora)',
  cpio: 'install cpio',
  tar: 'install tar',
  bsdtar: 'install libarchive-tools (Debian) or bsdtar (Fedora)',
  createrepo_c: 'install createrepo-c (Debian) or createrepo_c (Fedora)',
  nginx: 'install nginx-light (Debian) or nginx-core (Fedora)',
  rpm2extents: 'give its path with --reference',
};

/** A sentence, or undefined when all needs are met. */
export type Missing = (needs: readonly Need[], reflink: boolean) => string | undefined;

/** `env` has the PATH on which rpmcow is, too. */
export async function findMissing(env: NodeJS.ProcessEnv): Promise<Missing> {
  const verbs = await runCommand(['rpmcow', 'help'], { env });
  const options = await runCommand(['rpmcow', 'help', 'transcode'], { env });

  const reason = (need: Need, reflink: boolean): string | undefined => {
    const [kind, name = ''] = need.split(':');
    switch (kind) {
      case 'root':
        return process.getuid?.() === 0 ? undefined : 'only root can do that';
      case 'reflink':
        return reflink ? undefined : 'the file system has no reflinks';
      case 'tool':
        return findProgram(name, env['PATH'])
          ? undefined
          : `there is no ${name} here: ${TOOL_SOURCES[name] ?? `install ${name}`}`;
      case 'verb':
        return new RegExp(`^ +${name}\\b`, 'm').test(verbs)
          ? undefined
          : `this rpmcow has no verb ${name} yet`;
      default:
        return options.includes(` ${name} `)
          ? undefined
          : `this rpmcow has no transcode ${name} yet`;
    }
  };
  return (needs, reflink) =>
    needs.map((need) => reason(need, reflink)).find((found) => found !== undefined);
}

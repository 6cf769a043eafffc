/**
 * What other programs unpack of a package: rpm2cpio with cpio, rpm2archive with tar, libarchive.
 *
 * Policy: files and links by their contents, hard links as files of the same content. Directories
 * are left out: some make those that the package does not have, too.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { emptyRoot, extracted } from '../../extract/extracting.ts';
import { contentsOf } from '../../faults/place.ts';
import { compare, type Difference, printed, type Subject } from './subject.ts';

/** A shell command; $1 is the package. It unpacks into the directory it runs in. */
export const UNPACKERS = {
  'rpm2cpio | cpio': {
    programs: ['rpm2cpio', 'cpio'],
    script: 'rpm2cpio "$1" | cpio -idm --quiet --no-absolute-filenames',
  },
  'rpm2cpio | bsdcpio': {
    programs: ['rpm2cpio', 'bsdcpio'],
    script: 'rpm2cpio "$1" | bsdcpio -idm --quiet',
  },
  'rpm2archive | tar': {
    programs: ['rpm2archive', 'tar'],
    script: 'rpm2archive - <"$1" | tar -xz',
  },
  'libarchive (bsdtar)': {
    programs: ['bsdtar'],
    script: 'bsdtar -xf "$1"',
  },
} as const;

export type Unpacker = keyof typeof UNPACKERS;

/** Our own unpacking, once for all. @param place is emptied. */
export async function unpackOurselves(subject: Subject, place: string) {
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place);
  const root = emptyRoot(place);
  await extracted(subject.path, root);
  return withoutDirectories(contentsOf(root));
}

/** Where another program unpacks something else. */
export function differencesFrom(
  unpacker: Unpacker,
  subject: Subject,
  ours: ReadonlyMap<string, string>,
  place: string,
): Difference[] {
  const directory = join(place, 'theirs');
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory);
  const { script } = UNPACKERS[unpacker];
  const { status } = printed(['bash', '-o', 'pipefail', '-c', script, 'bash', subject.path], {
    cwd: directory,
    mayFail: true,
  });
  const theirs = withoutDirectories(contentsOf(directory));
  return [
    ...compare(subject, 'status', new Map([['', '0']]), new Map([['', String(status)]])),
    ...compare(subject, 'content', ours, theirs),
  ];
}

function withoutDirectories(contents: ReadonlyMap<string, string>): Map<string, string> {
  return new Map([...contents].filter(([, content]) => content !== 'directory'));
}

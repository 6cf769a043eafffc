import { displayText } from '../../../native-free-parsers/bytes/display-text.ts';
import type { FileEntry, FileList } from '../../../native-free-parsers/files.ts';
import { TAG } from '../../../native-free-parsers/header/tags.ts';
import { conflictingKeys, keyedContents } from '../../package/content-keys.ts';
import type { ArchiveFacts } from '../../package/facts/facts.ts';
import { filePlace } from '../files/file-place.ts';
import { rule } from '../rule.ts';

type Pair = readonly [file: FileEntry, other: FileEntry];

export const digestCollision = rule({
  id: 'digest-collision',
  needs: 'files',
  severity: { transcode: 'error', install: 'error', spec: 'error' },
  alsoBreaksPlainInstall: false,
  rpmVersions: [],
  doc: {
    what: 'Two different contents have the same digest in the header.',
    why:
      'Stock rpm installs both. On a Copy-on-Write host contents are found by their digest, and a ' +
      'digest leads to one content only: the second file gets the content of the first, without ' +
      'any message, and rpm -V finds nothing wrong. With MD5 and SHA-1 such contents can be made ' +
      'at will; with any algorithm a wrong digest on the first of several hard links has the same ' +
      'effect. rpmcow passes the package through as it is.',
    fix:
      'Build with SHA-256 file digests, and write the digest of the content for every hard link. If ' +
      'you did not mean to have two contents of one MD5, find out who made them.',
    sources: [
      'tools/rpm2extents.c of the Copy-on-Write patches, process_package (digestSet)',
      'plugins/reflink.c of the Copy-on-Write patches, find',
    ],
  },
  *check({ head: { main }, pkg: { isSource, fileList }, payload }) {
    if (isSource) return;
    for (const [file, other] of collisions(fileList, payload?.archive)) {
      yield {
        where: filePlace(main, TAG.FILEDIGESTS, file),
        expected: 'a digest for each content',
        found: `the ${fileList.digestAlgorithm.name} digest of ${displayText(other.path)}, whose content differs`,
      };
    }
  },
  message: ({ where, found }) => `${where.path} has ${found}`,
  examples: {
    fires: ['md5-collision', 'link-digest-taken'],
    silent: ['plain', 'hard-links'],
  },
});

/** By the header where it says so itself, else by what the contents are. */
function collisions(fileList: FileList, archive: ArchiveFacts | undefined): Pair[] {
  const digests = fileList.hardLinkSets.length > 0 && fileList.files[0]!.digest !== undefined;
  const conflict = digests ? conflictingKeys(keyedContents(fileList)) : undefined;
  return conflict === undefined ? differingContents(archive) : [conflict];
}

/** Files whose content has the digest, but not the identity, of a file before them. */
function differingContents(archive: ArchiveFacts | undefined): Pair[] {
  const seen = new Map<string, { readonly file: FileEntry; readonly identity: string }>();
  const pairs: Pair[] = [];
  for (const { file, digest, identity } of archive?.members ?? []) {
    if (file === undefined || digest === undefined || identity === undefined) continue;
    const first = seen.get(digest);
    if (first === undefined) seen.set(digest, { file, identity });
    else if (first.identity !== identity) pairs.push([file, first.file]);
  }
  return pairs;
}

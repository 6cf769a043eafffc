/**
 * What is kept of a member's content: digests, a sum, a link's target; never the content.
 */

import { toHex, toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';
import { isWeakDigest } from '../../../native-free-parsers/digest-algorithms.ts';
import type { FileEntry, FileList } from '../../../native-free-parsers/files.ts';
import type { CpioMember } from '../../../native-free-parsers/payload/cpio.ts';
import { ContentDigest } from '../../io/content-digest.ts';
import { hasDigest, isDigestName } from '../../io/digests.ts';
import type { MemberFacts } from './facts.ts';
import { LinkDigest } from './link-digest.ts';

/** PATH_MAX of Linux: no target is longer. */
const LONGEST_TARGET = 4096;

type ContentFacts = Pick<MemberFacts, 'digest' | 'identity' | 'linkDigest' | 'sum' | 'target'>;

/** Watches one content after another: {@link begin}, {@link content}, {@link finish}. */
export class MemberContent {
  readonly #digest: ContentDigest | undefined;
  readonly #identity = new ContentDigest('SHA256');
  readonly #ambiguous: ReadonlySet<string>;
  readonly #link: LinkDigest | undefined;
  #digested = false;
  #identified = false;
  #sum: number | undefined;
  #target: string | undefined;

  constructor(fileList: FileList) {
    const { digestAlgorithm, files } = fileList;
    const { name } = digestAlgorithm;
    const computable = isDigestName(name) && hasDigest(name);
    this.#digest = computable ? new ContentDigest(name) : undefined;
    this.#link = computable ? new LinkDigest(name, fileList) : undefined;
    this.#ambiguous = isWeakDigest(name) ? repeatedDigests(files) : new Set();
  }

  /** Content of `size` bytes follows; `installed` says whether rpm makes a regular file of it. */
  begin(member: CpioMember, file: FileEntry | undefined, size: number, installed: boolean): void {
    this.#digested = installed && this.#digest !== undefined;
    this.#identified = installed && this.#ambiguous.has(file?.digest ?? '');
    this.#sum = member.format === 'crc' ? 0 : undefined;
    this.#target = file?.type === 'symlink' && size <= LONGEST_TARGET ? '' : undefined;
    if (this.#digested) this.#digest!.begin(size);
    if (this.#identified) this.#identity.begin(size);
    this.#link?.begin(installed ? file : undefined);
  }

  /** The next bytes: a view, valid during the call. */
  content(bytes: Uint8Array): void {
    if (this.#digested) this.#digest!.update(bytes);
    if (this.#identified) this.#identity.update(bytes);
    this.#link?.update(bytes);
    if (this.#target !== undefined) this.#target += toLatin1(bytes);
    if (this.#sum !== undefined) this.#sum = addBytes(this.#sum, bytes);
  }

  /** What is known of the content, once all of it has come. */
  finish(): ContentFacts {
    return {
      digest: this.#digested ? toHex(this.#digest!.finish()) : undefined,
      identity: this.#identified ? toHex(this.#identity.finish()) : undefined,
      linkDigest: this.#link?.digest,
      sum: this.#sum,
      target: this.#target,
    };
  }

  /** The same of a content that did not come whole. */
  cut(): ContentFacts {
    return {
      digest: undefined,
      identity: undefined,
      linkDigest: this.#link?.digest,
      sum: undefined,
      target: undefined,
    };
  }
}

function addBytes(sum: number, bytes: Uint8Array): number {
  let result = sum;
  for (const byte of bytes) result = (result + byte) >>> 0;
  return result;
}

/** Digests that the header has for more than one file. */
function repeatedDigests(files: readonly FileEntry[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const { digest, type } of files) {
    if (digest === undefined || type !== 'regular') continue;
    (seen.has(digest) ? repeated : seen).add(digest);
  }
  return repeated;
}

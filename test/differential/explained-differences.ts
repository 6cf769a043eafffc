/**
 * Why other programs see real packages otherwise than we do: the whole list.
 *
 * Policy: an explanation is a fact about a program or a format, and narrow enough that another
 * difference does not pass for it.
 */
import { isUtf8 } from 'node:buffer';
import { hasTag } from '../../native-free-parsers/header/header.ts';
import { TAG } from '../../native-free-parsers/header/tags.ts';
import { type Difference, printed, type Subject } from './readers/subject.ts';

interface Explanation {
  readonly reader: RegExp;
  readonly why: string;
  readonly covers: (difference: Difference, subject: Subject) => boolean;
}

export const EXPLANATIONS: readonly Explanation[] = [
  {
    reader: /cpio$|libarchive/,
    why: "rpm2cpio refuses rpm's own archives without names (07070X), and libarchive does not read them",
    covers: ({ what, theirs }, subject) =>
      isWithoutNames(subject) && (what === 'status' || theirs === 'nothing'),
  },
  {
    reader: /bsdcpio/,
    why: 'bsdcpio leaves out members with absolute names, says so, and ends with 0',
    covers: ({ what, theirs }, subject) =>
      what === 'content' && theirs === 'nothing' && hasAbsoluteNames(subject),
  },
  {
    reader: /^createrepo_c/,
    why: 'createrepo_c leaves out a package with control characters in its text',
    covers: ({ theirs }, subject) => theirs === 'nothing' && hasForbiddenText(subject),
  },
  {
    reader: /^createrepo_c/,
    why: 'createrepo_c takes a name that is no UTF-8 for Latin-1, and writes it in UTF-8',
    covers: ({ what, where, theirs }, { pkg }) => {
      const bytes = Buffer.from(where, 'latin1');
      const name = theirs === 'nothing' ? where : bytes.toString('utf8');
      return (
        what === 'file' && !isText(name) && pkg.fileList.files.some(({ path }) => path === name)
      );
    },
  },
  {
    reader: /^rpmkeys/,
    why: "Debian's rpm 4.18 does not know ECDSA: the packet is invalid for it, for us its key is unknown",
    covers: ({ ours, theirs }) =>
      ours.includes(' ECDSA/') && theirs.endsWith('(package tag 267: invalid OpenPGP signature)'),
  },
  {
    reader: /^rpm2cpio/,
    why: 'rpm2cpio ends with 1 where the archive is not as long as ARCHIVESIZE says, with all of it written',
    covers: ({ what, theirs }, subject) =>
      what === 'status' && theirs === '1' && !isArchiveAsLongAsSaid(subject),
  },
];

/** Control characters in the text of a package, but for tab and line ends. */
function hasForbiddenText({ path }: Subject): boolean {
  const { text } = printed(['rpm', '-qp', '--nosignature', '--xml', path]);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
  return /[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:[0-8]|1[124-9]|2\d|3[01]);/.test(text);
}

/** Whether a byte string is UTF-8. */
function isText(bytes: string): boolean {
  return isUtf8(Buffer.from(bytes, 'latin1'));
}

function hasAbsoluteNames({ path }: Subject): boolean {
  const list = printed(['bash', '-c', 'rpm2cpio "$1" | cpio -it --quiet', 'bash', path]).text;
  return list.startsWith('/');
}

/** Source: rpm 4.18 tools/rpm2cpio.c main, lib/cpio.c rpmcpioStrippedHeaderWrite. */
function isWithoutNames({ pkg }: Subject): boolean {
  return hasTag(pkg.head.main, TAG.LONGFILESIZES);
}

/** Source: rpm 4.18 tools/rpm2cpio.c main, which compares what it copied with the tag. */
function isArchiveAsLongAsSaid({ path }: Subject): boolean {
  const said = printed(['rpm', '-qp', '--nosignature', '--qf', '%{LONGARCHIVESIZE}', path]).text;
  return Number(said) === printed(['rpm2cpio', path], { mayFail: true }).text.length;
}

/** The explanation that covers a difference. */
export function explain(
  reader: string,
  difference: Difference,
  subject: Subject,
): string | undefined {
  return EXPLANATIONS.find((each) => each.reader.test(reader) && each.covers(difference, subject))
    ?.why;
}

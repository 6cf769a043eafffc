/** What a file that is no RPM package looks like, by its first bytes: a guess for people. */
import { toLatin1 } from '../../../native-free-parsers/bytes/hex.ts';

interface Kind {
  readonly name: string;
  readonly start: string;
}

const KINDS: readonly Kind[] = [
  { name: 'a gzip file', start: '\x1f\x8b' },
  { name: 'an xz file', start: '\xfd7zXZ\0' },
  { name: 'a zstd file', start: '\x28\xb5\x2f\xfd' },
  { name: 'a bzip2 file', start: 'BZh' },
  { name: 'a zip archive', start: 'PK\x03\x04' },
  { name: 'a Debian package', start: '!<arch>\ndebian-binary' },
  { name: 'a cpio archive', start: '07070' },
  { name: 'an RPM header without a lead', start: '\x8e\xad\xe8' },
  { name: 'a delta RPM without headers', start: 'drpm' },
  { name: 'an ELF program or library', start: '\x7fELF' },
  { name: 'a Git LFS pointer, not the file it points to', start: 'version https://git-lfs' },
];

/** A noun phrase, or undefined for bytes that look like nothing in particular. */
export function fileKind(start: Uint8Array): string | undefined {
  const text = toLatin1(start);
  const kind = KINDS.find((one) => text.startsWith(one.start));
  if (kind !== undefined) return kind.name;
  if (/^\s*<(!doctype|html|head|body)/i.test(text)) return 'a web page';
  return /^\s*<\?xml/.test(text) ? 'an XML document' : undefined;
}

/** cpio members laid out by hand. Policy: every field is what it is told to be, sound or not. */

export interface MemberToWrite {
  readonly name: string;
  readonly content?: string;
  /** Default 070701. */
  readonly magic?: string;
  /** Header fields by position (0 inode ... 6 size ... 11 name size, 12 checksum), as they stand. */
  readonly fields?: Readonly<Record<number, string>>;
}

const padded = (text: string) => text + '\0'.repeat(-text.length & 3);

/** One member with its paddings, as a byte string. */
export function member({
  name,
  content = '',
  magic = '070701',
  fields = {},
}: MemberToWrite): string {
  const numbers = [1, 0o100644, 0, 0, 1, 0, content.length, 0, 0, 0, 0, name.length + 1, 0];
  const header = numbers.map((n, i) => fields[i] ?? n.toString(16).padStart(8, '0')).join('');
  return padded(`${magic}${header}${name}\0`) + padded(content);
}

/** A member that knows its file by number only. */
export function strippedMember(index: number, content = ''): string {
  return padded(`07070X${(index >>> 0).toString(16).padStart(8, '0')}`) + padded(content);
}

export const TRAILER = member({ name: 'TRAILER!!!' });

/** The bytes of members in a row. */
export function archive(...members: readonly string[]): Uint8Array {
  return new Uint8Array(Buffer.from(members.join(''), 'latin1'));
}

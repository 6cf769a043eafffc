/**
 * Whether an address in metadata leads to a file of the repository itself.
 *
 * Policy: metadata may be anybody's, so what it lists must lie below the repository, whichever way it
 * is then read: as a path, or as part of a URL (where `%2e` is a dot and a backslash a slash). Nothing
 * is decoded for use: an address is taken as it stands, or not at all.
 */

/** Bytes of a path on Linux. */
const LONGEST = 4096;

/** Undefined for an address below the repository, else what it is, in a phrase. */
export function whyOutside(href: string): string | undefined {
  if (href === '') return 'empty';
  if (href.length > LONGEST) return `longer than ${LONGEST} characters`;
  const decoded = href.replace(/%(2e|2f|5c|[01][0-9a-f]|7f)/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  if (/\p{Cc}/u.test(decoded)) return 'with control characters';
  if (decoded.includes('\\')) return 'with a backslash';
  if (decoded.startsWith('/')) return 'absolute';
  // A colon alone may be that of an epoch in a file name.
  if (/^([a-z][a-z0-9+.-]*:\/|(https?|ftp|file|data|media|cdrom):)/i.test(decoded)) return 'a URL';
  if (decoded.split('/').includes('..')) return 'leading out of its directory';
  return undefined;
}

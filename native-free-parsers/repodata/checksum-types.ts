/**
 * The names that repository metadata has for digests.
 *
 * Policy: those that librepo knows, in any case, and no others: what it cannot name it does not
 * download. `sha` is SHA-1. Source: librepo/checksum.c lr_checksum_type().
 */

const DIGESTS: ReadonlyMap<string, string> = new Map([
  ['md5', 'MD5'],
  ['sha', 'SHA1'],
  ['sha1', 'SHA1'],
  ['sha224', 'SHA224'],
  ['sha256', 'SHA256'],
  ['sha384', 'SHA384'],
  ['sha512', 'SHA512'],
]);

/** The digest's name as rpm writes it (`SHA256`); undefined where librepo does not know the type. */
export function digestOfChecksumType(type: string): string | undefined {
  return DIGESTS.get(type.toLowerCase());
}

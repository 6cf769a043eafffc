/** Names of digests as librepo takes them for a transcoder: librepo/checksum.c lr_checksum_type. */
const NAMES: ReadonlySet<string> = new Set(['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512']);

export function isDigestName(name: string): boolean {
  return NAMES.has(name.toLowerCase());
}

/**
 * Reads a mirrorlist: one address of the repository per line.
 *
 * Policy: lines that are empty, comments, or no http(s) address are passed over, as dnf does; a text
 * without any address is no mirrorlist.
 */

/** The addresses, each ending in `/`, in their order; empty for what is no mirrorlist. */
export function parseMirrorlist(text: string): string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const addresses = lines.filter((line) => /^https?:\/\/[^\s<>"]+$/i.test(line));
  return addresses.map((address) => (address.endsWith('/') ? address : `${address}/`));
}

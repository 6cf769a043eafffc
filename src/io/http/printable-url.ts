/** A URL for messages: without user, password, query and fragment, any of which may be secret. */
export function printableUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`;
}

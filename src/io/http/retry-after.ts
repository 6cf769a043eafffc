/**
 * Retry-After, in milliseconds from `now`: seconds or a date; undefined for anything else.
 * Source: RFC 9110, 10.2.3.
 */
export function retryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/.test(header)) return 1000 * Number(header);
  // Date.parse takes anything for a date, -1 too.
  const date = /^[A-Z][a-z]{2,8},? /.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/**
 * A row of a table for spreadsheets.
 *
 * Policy: RFC 4180. Cells are texts of strangers, and spreadsheets compute what begins like a
 * formula: such cells get an apostrophe in front.
 */

/** Ends with CR LF. */
export function csvRow(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return `${value}`;
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

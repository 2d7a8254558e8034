/** A line of a CSV file, its end included: commas, and quotes where a cell holds a comma, a quote or a line end (RFC 4180). */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/**
 * A text that a spreadsheet would take for a formula gets an apostrophe before it. For words people typed, never for
 * figures.
 *
 * @see  OWASP, CSV injection
 */
export function plainText(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

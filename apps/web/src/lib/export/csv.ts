type Cell = string | number | null | undefined;

/**
 * Rows as CSV (RFC 4180), with a mark in front by which spreadsheets know that it is UTF-8. A cell that a spreadsheet would
 * take for a formula gets an apostrophe before it.
 */
export function asCsv(header: readonly string[], rows: ReadonlyArray<readonly Cell[]>): string {
  return `\ufeff${[header, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

function cell(value: Cell): string {
  const text = String(value ?? "");
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

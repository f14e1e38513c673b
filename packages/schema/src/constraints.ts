/** Check expression that keeps a column of enum values closed: `kind IN ('NOTICE', 'SPEECH')`. Null passes, as in every check. */
export function oneOf(column: string, members: Record<string, string>): string {
  return `${column} IN (${Object.values(members)
    .map((member) => `'${member}'`)
    .join(", ")})`;
}

/** Check expression of a SHA-256 in lower-case hexadecimal. */
export function isSha256(column: string): string {
  return `${column} ~ '^[0-9a-f]{64}$'`;
}

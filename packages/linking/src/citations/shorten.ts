/** A title short enough for a reason of one line. */
export function shorten(title: string): string {
  const line = title.replace(/\s+/gu, " ");
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

/** A title short enough for a reason of one line. */
export function shorten(title: string): string {
  const line = /\s\s|[^\S ]/u.test(title) ? title.replace(/\s+/gu, " ") : title;
  return line.length <= 80 ? line : `${line.slice(0, 79)}…`;
}

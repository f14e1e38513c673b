import type { Link } from "@lectern/schema";

/** Links of a study text but those that lie in its own headings, as printed: "FEDERALIST No. 10" above a text cites nothing. */
export function outsideHeadings(links: Link[], text: string, headings: readonly string[]): Link[] {
  return headings.length === 0 ? links : links.filter((link) => !isInHeading(text, link, headings));
}

/** Whether a link lies within a line that begins with one of these headings, in the heading. */
function isInHeading(text: string, { start, end }: Link, headings: readonly string[]): boolean {
  const lineStart = text.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = text.indexOf("\n", start);
  const line = text.slice(lineStart, lineEnd === -1 ? text.length : lineEnd);
  const indent = line.length - line.trimStart().length;
  return headings.some((heading) => line.startsWith(heading, indent) && end <= lineStart + indent + heading.length);
}

/** A range of a source's text that a value, a citation or a phrase came from. UTF-16 code units, end exclusive. */
export interface Span {
  /** What it belongs to; several spans may have one key. */
  key: string;
  start: number;
  end: number;
}

/** A piece of text that is covered by the same spans from its first to its last letter. */
export interface Segment {
  text: string;
  start: number;
  end: number;
  /** Keys of the spans over it, the shortest span first; empty where there is none. */
  keys: string[];
  /** Whether it is the first piece of its shortest span. */
  isFirst: boolean;
  /** Length of that span; 0 where there is none. */
  width: number;
}

export interface Paragraph {
  kind: string;
  /** Depth of a heading, 1 to 6; 0 for everything else. */
  level: number;
  start: number;
  end: number;
}

/** The part of a text from `start` to `end`, cut wherever a span starts or ends. Nothing of the text is lost or doubled. */
export function cutIntoSegments(text: string, { start, end }: { start: number; end: number }, spans: readonly Span[]): Segment[] {
  const over = spans.filter((span) => span.start < end && span.end > start && span.end > span.start);
  const edges = over.flatMap((span) => [Math.max(span.start, start), Math.min(span.end, end)]);
  const cuts = [...new Set([start, ...edges, end])].sort((a, b) => a - b);
  const seen = new Set<Span>();
  return cuts.slice(0, -1).map((from, place) => {
    const to = cuts[place + 1] ?? end;
    const covering = over.filter((span) => span.start <= from && span.end >= to).sort((a, b) => a.end - a.start - (b.end - b.start));
    const shortest = covering[0];
    const isFirst = shortest !== undefined && shortest.start >= start && !seen.has(shortest);
    if (shortest) seen.add(shortest);
    return {
      text: text.slice(from, to),
      start: from,
      end: to,
      keys: [...new Set(covering.map((span) => span.key))],
      isFirst,
      width: shortest ? shortest.end - shortest.start : 0,
    };
  });
}

/**
 * The paragraphs of a text: its blocks, and whatever words stand between them, so that no word is left out. A text
 * without blocks is cut at its line breaks.
 */
export function paragraphsOf(text: string, blocks: readonly Paragraph[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let at = 0;
  for (const block of [...blocks].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const start = Math.max(block.start, at);
    const end = Math.min(block.end, text.length);
    if (end <= start) continue;
    paragraphs.push(...linesBetween(text, at, start), { ...block, start, end });
    at = end;
  }
  return [...paragraphs, ...linesBetween(text, at, text.length)];
}

function linesBetween(text: string, start: number, end: number): Paragraph[] {
  const lines: Paragraph[] = [];
  for (const found of text.slice(start, end).matchAll(/[^\r\n]+/g)) {
    if (found[0].trim() === "") continue;
    lines.push({ kind: "paragraph", level: 0, start: start + found.index, end: start + found.index + found[0].length });
  }
  return lines;
}

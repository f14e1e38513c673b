export interface Piece {
  text: string;
  /** Offset of the piece in the text, in UTF-16 code units. */
  start: number;
  isMarked: boolean;
}

/** A text cut into marked and unmarked pieces. Marks that overlap are joined, those outside the text cut off. */
export function cutAtMarks(text: string, marks: ReadonlyArray<{ start: number; end: number }>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const start = Math.max(mark.start, at);
    const end = Math.min(mark.end, text.length);
    if (end <= start) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), start: at, isMarked: false });
    pieces.push({ text: text.slice(start, end), start, isMarked: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), start: at, isMarked: false });
  return pieces;
}

export interface Snippet {
  text: string;
  marks: ReadonlyArray<{ start: number; end: number }>;
}

/** A snippet of a text that begins with its title, without it: the title stands above already. */
export function withoutTitle(snippet: Snippet, title: string): Snippet {
  const rest = snippet.text.slice(title.length);
  if (title === "" || !snippet.text.startsWith(title) || !/^\s+\S/.test(rest)) return snippet;
  const cut = title.length + rest.length - rest.trimStart().length;
  const marks = snippet.marks.flatMap(({ start, end }) => (end <= cut ? [] : [{ start: Math.max(start - cut, 0), end: end - cut }]));
  return { text: snippet.text.slice(cut), marks };
}

import type { PdfPage, PlacedText } from "./open-pdf.js";

/** One line of a page: words from left to right, columns of a table parted by a tab. */
export interface Line {
  text: string;
  page: number;
  /** Points from the left edge of the page. */
  left: number;
  right: number;
  /** Baseline, in points from the bottom of the page. */
  y: number;
  size: number;
  /** Number of the column that it stands in, in reading order over the page; lines of different ones are no neighbours. */
  column: number;
}

/** Letters on one baseline lie so near each other, as a share of their size. */
const SAME_BASELINE = 0.45;
/** Pieces set further apart, as a share of their size, are columns of a table or of the page. */
const WIDE_GAP = 2;
const SPACE = 0.15;

/** The lines of a page in reading order: columns from left to right, between what stands across them. */
export function linesOf(page: PdfPage): Line[] {
  const pieces = piecesOf(page);
  const gutter = gutterOf(pieces, page);
  if (gutter === null) return joinRows(pieces, 0);
  const lines: Line[] = [];
  let column = 0;
  for (const band of bandsOf(pieces, gutter)) {
    const left = band.filter((piece) => piece.right <= gutter);
    const right = band.filter((piece) => piece.left >= gutter);
    const across = band.filter((piece) => piece.left < gutter && piece.right > gutter);
    for (const part of [across, left, right]) if (part.length > 0) lines.push(...joinRows(part, column++));
  }
  return lines;
}

/** Runs of characters that stand on one baseline without a wide gap. */
function piecesOf(page: PdfPage): Line[] {
  const pieces: Line[] = [];
  for (const item of onBaselines(page.items).toSorted(fromTopLeft)) {
    const last = pieces.at(-1);
    if (last && isSameBaseline(last, item) && item.x - last.right < WIDE_GAP * item.size && item.x - last.left > -item.size)
      append(last, item);
    else
      pieces.push({
        text: item.text.trim(),
        page: page.number,
        left: item.x,
        right: item.x + item.width,
        y: item.y,
        size: item.size,
        column: 0,
      });
  }
  return pieces;
}

/** Raised and lowered letters, put on the line of what they follow: "28th". */
function onBaselines(items: PlacedText[]): PlacedText[] {
  const placed: PlacedText[] = [];
  for (const item of items) {
    const last = placed.at(-1);
    const isSmall = last !== undefined && item.size < last.size * 0.8;
    const isBeside =
      last !== undefined && Math.abs(item.y - last.y) < last.size * 0.6 && Math.abs(item.x - (last.x + last.width)) < last.size;
    placed.push(last && isSmall && isBeside ? { ...item, y: last.y, size: last.size } : item);
  }
  return placed;
}

function fromTopLeft(one: PlacedText, other: PlacedText): number {
  return Math.abs(one.y - other.y) < SAME_BASELINE * Math.min(one.size, other.size) ? one.x - other.x : other.y - one.y;
}

function isSameBaseline(line: Line, item: PlacedText): boolean {
  return Math.abs(line.y - item.y) < SAME_BASELINE * Math.max(line.size, item.size);
}

function append(line: Line, item: PlacedText): void {
  const gap = item.x - line.right;
  const hasSpace = /\s$/u.test(line.text) || /^\s/u.test(item.text) || gap > SPACE * item.size;
  line.text = `${line.text.trimEnd()}${hasSpace ? " " : ""}${item.text.trim()}`;
  line.right = Math.max(line.right, item.x + item.width);
  line.size = Math.max(line.size, item.size);
}

/** Pieces on one baseline become one line, parted by tabs. */
function joinRows(pieces: Line[], column: number): Line[] {
  const lines: Line[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last && Math.abs(last.y - piece.y) < SAME_BASELINE * Math.max(last.size, piece.size) && piece.left >= last.right - piece.size) {
      last.text += `\t${piece.text}`;
      last.right = Math.max(last.right, piece.right);
    } else lines.push({ ...piece, column });
  }
  return lines;
}

/** Least number of lines that a column has. */
const COLUMN_LINES = 8;

/**
 * Where the gap between two columns runs: a place near the middle that hardly any piece crosses, with full lines on both
 * sides of it. Null on pages of one column; tables and lists have short pieces and are none.
 */
function gutterOf(pieces: Line[], page: PdfPage): number | null {
  for (let x = page.width * 0.35; x <= page.width * 0.65; x += 3) {
    const left = pieces.filter((piece) => piece.right <= x);
    const right = pieces.filter((piece) => piece.left >= x);
    const across = pieces.length - left.length - right.length;
    if (left.length < COLUMN_LINES || right.length < COLUMN_LINES || across > pieces.length * 0.15) continue;
    if (isFull(left, page) && isFull(right, page)) return x;
  }
  return null;
}

/** Whether most lines of a would-be column are as long as running text is. */
function isFull(lines: Line[], page: PdfPage): boolean {
  const long = lines.filter((line) => line.right - line.left > page.width * 0.25 && line.text.length > 20);
  return long.length > lines.length * 0.6;
}

/** Cuts a page where something stands across both columns. */
function bandsOf(pieces: Line[], gutter: number): Line[][] {
  const bands: Line[][] = [[]];
  for (const piece of pieces) {
    const isAcross = piece.left < gutter && piece.right > gutter;
    const band = bands.at(-1) as Line[];
    const hasColumns = band.some((one) => one.right <= gutter || one.left >= gutter);
    if (isAcross && hasColumns) bands.push([piece]);
    else band.push(piece);
  }
  return bands;
}

import type { Line } from "./lines.js";
import type { PdfPage } from "./open-pdf.js";

/** So many lines at the top and at the bottom of a page may be set there on every page. */
const EDGE_LINES = 4;
/** Those of different pages stand at the same height, give or take so many points. */
const SAME_HEIGHT = 12;
/** Part of the page, from its edge, that running heads and page numbers stand in. */
const MARGIN = 0.14;
const PAGE_NUMBER =
  /^(?:[-–—[(]\s*)?(?:(?:page|p\.|第)\s*)?(?:\d{1,5}|[ivxlc]{1,7})\s*(?:页|頁)?(?:\s*(?:of|\/|共)\s*\d{1,5}(?:\s*[页頁])?)?(?:\s*[-–—\])])?$/i;

/** Pages without their running heads, running feet and page numbers: words that come again at the same height, and bare numbers. */
export function withoutRunningHeads(pages: { page: PdfPage; lines: Line[] }[]): Line[][] {
  const heights = new Map<string, { page: number; y: number }[]>();
  for (const { page, lines } of pages) {
    for (const line of edgeLines(lines)) {
      const key = keyOf(line.text);
      heights.set(key, [...(heights.get(key) ?? []), { page: page.number, y: line.y }]);
    }
  }
  return pages.map(({ page, lines }) => {
    const edges = new Set(edgeLines(lines));
    return lines.flatMap((line) => {
      if (!edges.has(line) || !isInMargin(line, page)) return [line];
      if (PAGE_NUMBER.test(line.text.trim())) return [];
      if (!isRepeated(line, heights.get(keyOf(line.text)) ?? [], pages.length)) return [line];
      // What runs over the other pages stands on the first one as its title.
      return page.number === 1 ? [withoutNumber(line)] : [];
    });
  });
}

function isInMargin(line: Line, page: PdfPage): boolean {
  return line.y > page.height * (1 - MARGIN) || line.y < page.height * MARGIN;
}

function withoutNumber(line: Line): Line {
  const parts = line.text.split("\t").filter((part) => !PAGE_NUMBER.test(part.trim()));
  return { ...line, text: parts.join("\t") };
}

function edgeLines(lines: Line[]): Line[] {
  const byHeight = lines.toSorted((one, other) => other.y - one.y);
  return [...byHeight.slice(0, EDGE_LINES), ...byHeight.slice(EDGE_LINES).slice(-EDGE_LINES)];
}

/** Page numbers and dates change from page to page. */
function keyOf(words: string): string {
  return words.replace(/[\d\s]+/g, "").toLocaleLowerCase();
}

/** Left and right pages may have heads of their own, and chapters too: a third of the pages is enough. */
function isRepeated(line: Line, places: { page: number; y: number }[], pages: number): boolean {
  const others = new Set(places.filter(({ page, y }) => page !== line.page && Math.abs(y - line.y) <= SAME_HEIGHT).map(({ page }) => page));
  return others.size + 1 >= Math.max(2, Math.ceil(Math.min(pages, 12) / 3));
}

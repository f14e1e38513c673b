import type { ReadProblem } from "@lectern/schema";
import { ProblemCode } from "@lectern/schema/kind";
import { type Content, plainContent, TextBuilder } from "../formats/content.js";
import { problem, Unreadable } from "../problems.js";
import type { RecognisedText } from "../read-types.js";
import { hasWords, needsRecognition } from "./legibility.js";
import { linesOf } from "./lines.js";
import { openPdf, type PdfPage } from "./open-pdf.js";
import { addParagraphs } from "./paragraphs.js";
import { withoutRunningHeads } from "./running-heads.js";

const ADVICE =
  "Install tesseract on the server and import it again, or have the pages recognised (OCR) by another program and import its PDF.";

/**
 * The text of a PDF page by page: paragraphs in reading order without running heads and page numbers. Pages that are pictures
 * take their words from `recognised`; without those they are a problem, of the whole file where no page has words.
 */
export async function readPdf(
  bytes: Uint8Array,
  fileName: string,
  recognised: RecognisedText | undefined,
): Promise<{ content: Content; problems: ReadProblem[] }> {
  const pages = await openPdf(bytes);
  const isLegible = pages.some(hasWords);
  const known = new Set(recognised?.pages.map(({ page }) => page));
  const missing = pages.filter((page) => needsRecognition(page) && !known.has(page.number));
  if (!isLegible && known.size === 0) throw needsOcr(pages);
  const builder = new TextBuilder();
  for (const run of runsOf(pages, known)) {
    if (run.isRecognised) addRecognised(recognised as RecognisedText, run.pages, builder);
    else addParagraphs(withoutRunningHeads(run.pages.map((page) => ({ page, lines: linesOf(page) }))).flat(), builder);
  }
  const problems = missing.length === 0 ? [] : [picturesAmongPages(missing, fileName)];
  return { content: plainContent(builder.text(), builder.blocks), problems };
}

/** Neighbouring pages that are read in the same way. */
function runsOf(pages: PdfPage[], known: ReadonlySet<number>): { isRecognised: boolean; pages: PdfPage[] }[] {
  const runs: { isRecognised: boolean; pages: PdfPage[] }[] = [];
  for (const page of pages.filter((one) => hasWords(one) || known.has(one.number))) {
    const isRecognised = known.has(page.number);
    const last = runs.at(-1);
    if (last?.isRecognised === isRecognised) last.pages.push(page);
    else runs.push({ isRecognised, pages: [page] });
  }
  return runs;
}

function addRecognised(recognised: RecognisedText, pages: PdfPage[], builder: TextBuilder): void {
  for (const { number } of pages) {
    const found = recognised.pages.find(({ page }) => page === number);
    for (const { text, confidence } of found?.paragraphs ?? []) builder.add("paragraph", 0, text, "\n\n", { page: number, confidence });
  }
}

function needsOcr(pages: PdfPage[]): Unreadable {
  const count = `${pages.length} page${pages.length === 1 ? "" : "s"}`;
  const what = pages.some(({ isPicture }) => isPicture)
    ? `is pictures of ${count} without a text: it needs OCR`
    : pages.some(({ items }) => items.length > 0)
      ? `has ${count} whose fonts do not say which characters they show: it needs OCR`
      : `has ${count} without words or pictures`;
  return new Unreadable(ProblemCode.NEEDS_OCR, what, ADVICE);
}

function picturesAmongPages(pages: PdfPage[], fileName: string): ReadProblem {
  const numbers = pages.map(({ number }) => number);
  const listed = numbers.slice(0, 12).join(", ") + (numbers.length > 12 ? ` and ${numbers.length - 12} more` : "");
  const message = `${fileName}: ${pages.length === 1 ? "page" : "pages"} ${listed} ${pages.length === 1 ? "is a picture" : "are pictures"} without a text; the other pages were read`;
  return problem(ProblemCode.NEEDS_OCR, message, ADVICE);
}

import { ProblemCode } from "@lectern/schema/kind";
import { Unreadable } from "../problems.js";
import { checkStreams } from "./check-streams.js";
import { loadPdfjs, type PdfDocument, type PdfjsPage } from "./pdfjs.js";

/** Characters of a page with their place: points from the left and from the bottom. */
export interface PlacedText {
  text: string;
  x: number;
  y: number;
  width: number;
  /** Size of the letters. */
  size: number;
}

export interface PdfPage {
  /** From 1. */
  number: number;
  width: number;
  height: number;
  items: PlacedText[];
  /** Whether it has no characters, and shows a picture. */
  isPicture: boolean;
}

const MAX_PAGES = 5_000;
/** So long may all pages of a file take. */
const MAX_MILLISECONDS = 120_000;

/** The pages of a PDF with their characters. Scripts, forms and attachments are not opened, and nothing is fetched. */
export async function openPdf(bytes: Uint8Array): Promise<PdfPage[]> {
  checkStreams(bytes);
  const document = await openDocument(bytes);
  try {
    if (document.numPages > MAX_PAGES) throw tooManyPages(document.numPages);
    const pages: PdfPage[] = [];
    const deadline = performance.now() + MAX_MILLISECONDS;
    for (let number = 1; number <= document.numPages; number++) {
      pages.push(await openPage(document, number));
      if (performance.now() > deadline) throw tookTooLong(number, document.numPages);
    }
    return pages;
  } finally {
    await document.loadingTask.destroy();
  }
}

/** A document of pdfjs. Throws what a person can act upon where it opens with a password only, or is broken. */
export async function openDocument(bytes: Uint8Array): Promise<PdfDocument> {
  const pdfjs = await loadPdfjs();
  try {
    // pdfjs takes the bytes over: it is given its own.
    return await pdfjs.open(Uint8Array.from(bytes));
  } catch (fault) {
    throw asUnreadable(fault);
  }
}

/** A page with its characters. Throws what a person can act upon where it is broken. */
export async function openPage(document: PdfDocument, number: number): Promise<PdfPage> {
  try {
    const page = await document.getPage(number);
    const [left, bottom, right, top] = page.view as [number, number, number, number];
    const { items } = await page.getTextContent();
    const placed = items.flatMap((item) => ("str" in item ? (placedText(item, left, bottom) ?? []) : []));
    const isPicture = placed.length === 0 && (await showsPicture(page));
    page.cleanup();
    return { number, width: right - left, height: top - bottom, items: placed, isPicture };
  } catch (fault) {
    throw asUnreadable(fault);
  }
}

function placedText(item: { str: string; transform: number[]; width: number }, left: number, bottom: number): PlacedText | null {
  if (item.str.trim() === "") return null;
  const [a, b, c, d, x, y] = item.transform as [number, number, number, number, number, number];
  // Text that runs up or down the page is a stamp or the label of a figure.
  if (Math.abs(b) > Math.abs(a)) return null;
  return { text: item.str, x: x - left, y: y - bottom, width: item.width, size: Math.hypot(c, d) || Math.hypot(a, b) };
}

async function showsPicture(page: PdfjsPage): Promise<boolean> {
  const { pictureOperations } = await loadPdfjs();
  const { fnArray } = await page.getOperatorList();
  return fnArray.some((operation: number) => pictureOperations.has(operation));
}

function asUnreadable(fault: unknown): Unreadable {
  if (fault instanceof Unreadable) return fault;
  const name = fault instanceof Error ? fault.name : "";
  if (name === "PasswordException") {
    return new Unreadable(ProblemCode.ENCRYPTED, "opens with a password only", "Save it without a password and import it again.");
  }
  const reason = (fault instanceof Error ? fault.message : String(fault)).replace(/\.$/, "");
  return new Unreadable(
    ProblemCode.DAMAGED,
    `is a broken PDF (${reason})`,
    "Fetch the file again, or print it anew from the program it came from.",
  );
}

function tooManyPages(pages: number): Unreadable {
  return new Unreadable(ProblemCode.TOO_LARGE, `has ${pages} pages; up to ${MAX_PAGES} are read`, "Split it into smaller files.");
}

function tookTooLong(number: number, pages: number): Unreadable {
  return new Unreadable(
    ProblemCode.TOOK_TOO_LONG,
    `took more than ${MAX_MILLISECONDS / 1000} seconds, at page ${number} of ${pages}`,
    "Split it into smaller files, or print it anew from the program it came from.",
  );
}

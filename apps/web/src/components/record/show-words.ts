import { valueElementId } from "./evidence.js";

/** Id of the element that holds the source's text. */
export const TEXT_PANE = "source-text";

/** What a text of many rows, of which a few are on the page, knows of all of them. */
export interface ShownText {
  /** The row that the words of a key stand in; of those from `start` on, where they are in several places. */
  rowOf(key: string, start?: number): number | null;
  reveal(row: number): void;
}

let shown: ShownText | null = null;

/** The text of the page, from now on; returns how to take it back. */
export function showText(text: ShownText): () => void {
  shown = text;
  return () => {
    if (shown === text) shown = null;
  };
}

/** The first piece of the words that belong to a key; of those at `start`, where the key has words in several places. */
function findWords(key: string, start?: number): HTMLElement | null {
  const pane = document.getElementById(TEXT_PANE);
  const pieces = [...(pane?.querySelectorAll<HTMLElement>(`[data-keys~="${CSS.escape(key)}"]`) ?? [])];
  return pieces.find((piece) => start === undefined || Number(piece.dataset.start) >= start) ?? pieces[0] ?? null;
}

/** Frames that a row is waited for: rows are measured on the way to it. */
const PATIENCE = 30;

/** The words of a key, once their row is on the page. */
async function bringWords(key: string, start?: number): Promise<HTMLElement | null> {
  const row = shown?.rowOf(key, start) ?? null;
  if (row === null) return findWords(key, start);
  if (!isOnPage(row)) shown?.reveal(row);
  for (let frame = 0; frame < PATIENCE && !isOnPage(row); frame++) await new Promise(requestAnimationFrame);
  return findWords(key, start);
}

function isOnPage(row: number): boolean {
  const element = document.querySelector(`#${TEXT_PANE} [data-index="${row}"]`);
  return element !== null && element.getBoundingClientRect().height > 0;
}

/** Scrolls the text pane, and nothing else, until the words of a key are in view. Where the panes are stacked, nothing moves. */
export async function scrollPaneToWords(key: string): Promise<void> {
  const pane = document.getElementById(TEXT_PANE);
  if (pane === null || pane.scrollHeight <= pane.clientHeight) return;
  const words = await bringWords(key);
  if (words) scrollPaneTo(pane, words);
}

function scrollPaneTo(pane: HTMLElement, words: HTMLElement): void {
  if (pane.scrollHeight <= pane.clientHeight) return;
  const { top, bottom } = visiblePart(pane);
  const inner = words.getBoundingClientRect();
  if (inner.top >= top + MARGIN && inner.bottom <= bottom - MARGIN) return;
  pane.scrollTop += inner.top - top - (bottom - top) / 3;
}

function visiblePart(pane: HTMLElement): { top: number; bottom: number } {
  const { top, bottom } = pane.getBoundingClientRect();
  return { top: Math.max(top, 0), bottom: Math.min(bottom, window.innerHeight) };
}

/** Words nearer than this to an edge of the pane, in pixels, are not taken to be in view. */
const MARGIN = 24;

/** Brings the words into view, in the pane and on the page, and gives them the focus. */
export async function goToWords(key: string, start?: number): Promise<void> {
  const words = await bringWords(key, start);
  const pane = document.getElementById(TEXT_PANE);
  if (words === null || pane === null) return;
  scrollPaneTo(pane, words);
  words.scrollIntoView({ block: "nearest" });
  if (words.tabIndex < 0) words.tabIndex = -1;
  words.focus({ preventScroll: true });
}

/** Brings a value of the record into view and gives it the focus. */
export function goToValue(key: string): void {
  const value = document.getElementById(valueElementId(key));
  value?.scrollIntoView({ block: "nearest" });
  value?.focus({ preventScroll: true });
}

import { valueElementId } from "./evidence.js";

/** Id of the element that holds the source's text. */
export const TEXT_PANE = "source-text";

/** The first piece of the words that belong to a key; of those at `start`, where the key has words in several places. */
export function findWords(key: string, start?: number): HTMLElement | null {
  const pane = document.getElementById(TEXT_PANE);
  const pieces = [...(pane?.querySelectorAll<HTMLElement>(`[data-keys~="${CSS.escape(key)}"]`) ?? [])];
  return pieces.find((piece) => start === undefined || Number(piece.dataset.start) >= start) ?? pieces[0] ?? null;
}

/** Scrolls the text pane, and nothing else, until the words are in view. Where the panes are stacked, nothing moves. */
export function scrollPaneTo(words: HTMLElement): void {
  const pane = document.getElementById(TEXT_PANE);
  if (pane === null || pane.scrollHeight <= pane.clientHeight) return;
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
export function goToWords(key: string, start?: number): void {
  const words = findWords(key, start);
  if (words === null) return;
  scrollPaneTo(words);
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

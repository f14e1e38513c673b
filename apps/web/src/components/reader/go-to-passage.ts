import { isShortcut } from "../../lib/shortcuts.js";
import type { RowsHandle } from "../rows/Rows.js";

/** Frames that a passage is waited for: it may have to be brought first. */
const PATIENCE = 120;

/** Where the reader is on the way to: a key that is pressed again counts from there. */
let aim: number | null = null;

/** Brings the passage at a position into sight and gives it the focus: at once where it is on the page, else once it is there. */
export async function goToPassage(rows: RowsHandle | null, position: number, align?: "center" | "start"): Promise<void> {
  aim = position;
  rows?.reveal(position, align);
  for (let frame = 0; frame < PATIENCE && aim === position; frame++) {
    if (focusPassage(position)) {
      aim = null;
      // Its true height is known now.
      if (frame > 0) rows?.reveal(position, align);
      return;
    }
    await new Promise(requestAnimationFrame);
  }
  if (aim === position) aim = null;
}

function focusPassage(position: number): boolean {
  const passage = document.querySelector<HTMLElement>(`[data-index="${position}"] article.passage`);
  passage?.focus({ preventScroll: true });
  return passage !== null;
}

/** The position that a key leads to: `n` to the next passage, `p` to the one before; null for any other key. */
export function positionByKey(event: KeyboardEvent, rows: RowsHandle | null, total: number): number | null {
  const step = event.key === "n" ? 1 : event.key === "p" ? -1 : 0;
  if (step === 0 || !isShortcut(event)) return null;
  const focused = document.activeElement?.closest<HTMLElement>("[data-index]")?.dataset.index;
  const from = aim ?? (focused === undefined ? null : Number(focused));
  const next = from === null ? (rows?.inSight()?.first ?? 0) : from + step;
  return Math.min(Math.max(next, 0), total - 1);
}

import { isShortcut } from "../../lib/shortcuts.js";

/** Goes through the queue: `j` and `k` from entry to entry, any other key presses the button of the entry in focus that has it. */
export function pressInQueue(event: KeyboardEvent): void {
  if (!isShortcut(event)) return;
  const entries = [...document.querySelectorAll<HTMLElement>(".queue-entry")];
  const at = entries.findIndex((entry) => entry.contains(document.activeElement));
  const step = event.key === "j" ? 1 : event.key === "k" ? -1 : 0;
  if (step !== 0) {
    event.preventDefault();
    focusEntry(entries[at < 0 ? 0 : at + step]);
    return;
  }
  const button = entries[at]?.querySelector<HTMLElement>(`[data-key="${CSS.escape(event.key)}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
}

/** The next entry that waits gets the focus once one is done. */
export function focusNextWaiting(id: string): void {
  const entries = [...document.querySelectorAll<HTMLElement>(".queue-entry")];
  const at = entries.findIndex((entry) => entry.dataset.item === id);
  focusEntry(entries.slice(at + 1).find((entry) => entry.dataset.done === undefined) ?? entries[at]);
}

function focusEntry(entry: HTMLElement | undefined): void {
  entry?.focus({ preventScroll: true });
  entry?.scrollIntoView({ block: "nearest" });
}

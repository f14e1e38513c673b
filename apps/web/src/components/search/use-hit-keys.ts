import { type RefObject, useEffect } from "react";
import { takesLetters } from "../../lib/shortcuts.js";

/** What a hit's link carries, so that the keys find it. */
export const HIT_LINK = { "data-hit": "" };

/** `/` goes to the box; up and down, or j and k, go through the hits. Enter opens the one in focus, as any link. */
export function useHitKeys(box: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => handle(event, box.current);
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, [box]);
}

function handle(event: KeyboardEvent, box: HTMLInputElement | null): void {
  if (box === null || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  const from = event.target instanceof HTMLElement ? event.target : null;
  if (event.key === "/" && !takesLetters(from)) {
    event.preventDefault();
    box.focus();
    box.select();
    return;
  }
  const step = stepOf(event.key, from, box);
  if (step === 0) return;
  const hits = [...document.querySelectorAll<HTMLElement>("[data-hit]")];
  if (hits.length === 0) return;
  const at = from === null ? -1 : hits.indexOf(from);
  event.preventDefault();
  if (at + step < 0) box.focus();
  else focusOn(hits[Math.min(at + step, hits.length - 1)]);
}

/** Arrows work from the box and from a hit; elsewhere they scroll. Letters work wherever nothing takes them as letters. */
function stepOf(key: string, from: HTMLElement | null, box: HTMLInputElement): -1 | 0 | 1 {
  const isBoxOrHit = from === box || from?.hasAttribute("data-hit") === true;
  if (key === "ArrowDown") return isBoxOrHit ? 1 : 0;
  if (key === "ArrowUp") return from !== box && isBoxOrHit ? -1 : 0;
  if (takesLetters(from)) return 0;
  if (key === "j") return 1;
  return key === "k" && from?.hasAttribute("data-hit") ? -1 : 0;
}

function focusOn(hit: HTMLElement | undefined): void {
  hit?.focus({ preventScroll: true });
  hit?.closest("li")?.scrollIntoView({ block: "nearest" });
}

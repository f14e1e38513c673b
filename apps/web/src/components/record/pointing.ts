import { createContext, useContext, useSyncExternalStore } from "react";

/** What the reader points at or has the focus on: a value of the record, or marked words of the text. */
export interface Pointed {
  /** Keys of the values; the one that is meant first, then those whose words lie around it. */
  keys: readonly string[];
  /** Where it was pointed at, so that only the other side moves. */
  side: "record" | "text";
}

/** Keeps what is pointed at outside of React's state: only the values and paragraphs it concerns are drawn again. */
export class Pointing {
  private pointed: Pointed | null = null;
  private readonly opened = new Set<string>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Pointed | null => this.pointed;

  point(pointed: Pointed | null): void {
    if (pointed?.side === this.pointed?.side && pointed?.keys.join() === this.pointed?.keys.join()) return;
    this.pointed = pointed;
    this.tell();
  }

  isOpen(key: string): boolean {
    return this.opened.has(key);
  }

  setOpen(key: string, isOpen: boolean): void {
    if (isOpen) this.opened.add(key);
    else this.opened.delete(key);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

export const PointingContext = createContext(new Pointing());

export function usePointing(): Pointing {
  return useContext(PointingContext);
}

/** Whether a value's words, or the value itself, are pointed at. */
export function useIsPointed(key: string): boolean {
  const pointing = usePointing();
  return useSyncExternalStore(pointing.subscribe, () => pointing.current()?.keys.includes(key) ?? false);
}

/** The key that is pointed at, where it is one of these; null where not. */
export function usePointedAmong(keys: ReadonlySet<string>): string | null {
  const pointing = usePointing();
  return useSyncExternalStore(pointing.subscribe, () => {
    const key = pointing.current()?.keys[0];
    return key !== undefined && keys.has(key) ? key : null;
  });
}

/** Whether what a value has to say for itself is shown. */
export function useIsOpen(key: string): boolean {
  const pointing = usePointing();
  return useSyncExternalStore(pointing.subscribe, () => pointing.isOpen(key));
}

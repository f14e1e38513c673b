import { createContext, type RefObject, useContext, useEffect, useSyncExternalStore } from "react";
import { SearchedText } from "../../lib/find-in-text.js";

/** One place of the words that are looked for: the row, and which of its places it is, from 0. */
export interface FoundPlace {
  row: number;
  nth: number;
}

interface Looked {
  words: string;
  /** The place that is shown; null where there is none. */
  here: FoundPlace | null;
}

/** What the find box of a text looks for: rows mark it in themselves when they come into sight. */
export class FoundWords {
  private looked: Looked = { words: "", here: null };
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly current = (): Looked => this.looked;

  look(words: string, here: FoundPlace | null): void {
    this.looked = { words, here };
    for (const listener of this.listeners) listener();
  }
}

export const FoundWordsContext = createContext(new FoundWords());

/** Names of the highlights, as the style sheet knows them. */
const [ALL, HERE] = ["find", "find-here"] as const;

/** Marks the words that are looked for in the element of a row, without touching it. */
export function useMarkFound(element: RefObject<HTMLElement | null>, row: number): void {
  const found = useContext(FoundWordsContext);
  const { words, here } = useSyncExternalStore(found.subscribe, found.current);
  const nth = here?.row === row ? here.nth : -1;
  useEffect(() => {
    if (element.current === null || words.trim() === "") return;
    const ranges = new SearchedText(element.current).find(words);
    for (const [place, range] of ranges.entries()) highlight(place === nth ? HERE : ALL).add(range);
    ranges[nth]?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
    return () => {
      for (const range of ranges) for (const name of [ALL, HERE]) highlight(name).delete(range);
    };
  }, [element, words, nth]);
}

function highlight(name: string): Highlight {
  const known = CSS.highlights.get(name) ?? new Highlight();
  CSS.highlights.set(name, known);
  return known;
}

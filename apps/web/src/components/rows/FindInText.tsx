import "../../styles/record-tools.css";
import { useContext, useEffect, useRef, useState } from "react";
import { t } from "../../i18n/language.js";
import { isShortcut } from "../../lib/shortcuts.js";
import { useDebounced } from "../../lib/use-debounced.js";
import { type FoundPlace, FoundWordsContext } from "./found-words.js";

interface Props {
  /** Every place of some words in the whole text, in its order, whether it is on the page or not. */
  find: (words: string) => readonly FoundPlace[] | Promise<readonly FoundPlace[]>;
  /** Brings a row into sight. */
  reveal: (row: number) => void;
}

/** How long after the last key the text is searched, in milliseconds. */
const PAUSE = 120;

/** Finds words in a text, all of it, also where it is not on the page yet. Enter goes on, Shift+Enter back. */
export function FindInText({ find, reveal }: Props) {
  const looking = useContext(FoundWordsContext);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const [places, setPlaces] = useState<readonly FoundPlace[] | null>(null);
  const asked = useRef("");
  const box = useRef<HTMLInputElement>(null);

  const show = (place: FoundPlace | undefined) => {
    looking.look(asked.current, place ?? null);
    if (place) reveal(place.row);
  };
  const search = useDebounced(async (typed: string) => {
    asked.current = typed;
    const found = typed.trim() === "" ? null : await find(typed);
    if (asked.current !== typed) return;
    setPlaces(found);
    setAt(0);
    show(found?.[0]);
  }, PAUSE);
  useEffect(() => () => looking.look("", null), [looking]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== "f" || !isShortcut(event)) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  const type = (typed: string) => {
    setWords(typed);
    search.later(typed);
  };
  const count = places?.length ?? 0;
  const go = (step: 1 | -1) => {
    if (count === 0) return;
    const next = (at + step + count) % count;
    setAt(next);
    show(places?.[next]);
  };
  return (
    <search className="find-in-text">
      <input
        ref={box}
        type="search"
        aria-label={t("Find in this text")}
        placeholder={t("Find in this text")}
        value={words}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) go(event.shiftKey ? -1 : 1);
          if (event.key === "Escape") type("");
        }}
      />
      <span role="status">{places === null ? "" : t("{at} of {count}", { at: count === 0 ? 0 : at + 1, count })}</span>
      {count > 1 && (
        <>
          <button type="button" aria-label={t("The place before")} onClick={() => go(-1)}>
            ↑
          </button>
          <button type="button" aria-label={t("The next place")} onClick={() => go(1)}>
            ↓
          </button>
        </>
      )}
    </search>
  );
}

import { type RefObject, useEffect, useRef } from "react";
import { t } from "../../i18n/language.js";
import { SearchHelp } from "./SearchHelp.js";

interface Words {
  typed: string;
  type(text: string): void;
  commit(text?: string): void;
}

/** The one box, and the line under it. Enter says that typing is over; Escape empties it. */
export function SearchBox({ ref, words, onClear }: { ref: RefObject<HTMLInputElement | null>; words: Words; onClear: () => void }) {
  const complete = (text: string) => {
    words.commit(text);
    ref.current?.focus();
  };
  useTypedBefore(ref, words);
  return (
    <search className="search-box">
      <form
        action="/"
        onSubmit={(event) => {
          event.preventDefault();
          words.commit();
        }}
      >
        <label className="visually-hidden" htmlFor="search-words">
          {t("Search meetings, speeches and study texts")}
        </label>
        <svg viewBox="0 0 24 24" aria-hidden="true">
          <path d="M10.5 3a7.5 7.5 0 105.9 12.1l4.5 4.5 1.4-1.4-4.5-4.5A7.5 7.5 0 0010.5 3zm0 2a5.5 5.5 0 110 11 5.5 5.5 0 010-11z" />
        </svg>
        <input
          id="search-words"
          name="q"
          ref={ref}
          type="search"
          value={words.typed}
          placeholder={t("Search the archive")}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          aria-describedby="search-help"
          onChange={(event) => words.type(event.currentTarget.value)}
          onBlur={() => words.commit()}
          onKeyDown={(event) => {
            if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            onClear();
          }}
        />
        {words.typed !== "" && (
          <button type="button" className="search-clear" onClick={onClear}>
            {t("Clear")}
          </button>
        )}
      </form>
      <SearchHelp typed={words.typed} onComplete={complete} />
    </search>
  );
}

/** What was typed into the box that the server has drawn, before the page's code was there, is not lost. */
function useTypedBefore(box: RefObject<HTMLInputElement | null>, words: Words): void {
  const first = useRef(words);
  useEffect(() => {
    const typed = box.current?.value ?? "";
    if (typed !== first.current.typed) first.current.type(typed);
  }, [box]);
}

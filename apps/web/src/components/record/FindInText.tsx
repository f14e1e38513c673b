import "../../styles/record-tools.css";
import { useEffect, useRef, useState } from "react";
import { t } from "../../i18n/language.js";
import { SearchedText } from "../../lib/find-in-text.js";

/** Names of the highlights, as the style sheet knows them. */
const [ALL, HERE] = ["find", "find-here"] as const;

/** Finds words in the text of an element, all of it, also where the browser has not laid it out yet. Enter goes on, Shift+Enter back. */
export function FindInText({ within }: { within: string }) {
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const [count, setCount] = useState(0);
  const found = useRef<Range[]>([]);
  const box = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const element = document.getElementById(within);
    found.current = element === null || words.trim() === "" ? [] : new SearchedText(element).find(words);
    setCount(found.current.length);
    setAt(0);
    CSS.highlights?.set(ALL, new Highlight(...found.current));
    show(found.current[0]);
    return clear;
  }, [words, within]);
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
      if (event.key !== "f" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      box.current?.focus();
    };
    document.addEventListener("keydown", focus);
    return () => document.removeEventListener("keydown", focus);
  }, []);

  const go = (step: 1 | -1) => {
    if (count === 0) return;
    const next = (at + step + count) % count;
    setAt(next);
    show(found.current[next]);
  };
  return (
    <search className="find-in-text">
      <input
        ref={box}
        type="search"
        aria-label={t("Find in this text")}
        placeholder={t("Find in this text")}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && !event.nativeEvent.isComposing) go(event.shiftKey ? -1 : 1);
          if (event.key === "Escape") setWords("");
        }}
      />
      <span role="status">{words.trim() === "" ? "" : t("{at} of {count}", { at: count === 0 ? 0 : at + 1, count })}</span>
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

function show(range: Range | undefined): void {
  if (range === undefined) return;
  CSS.highlights?.set(HERE, new Highlight(range));
  range.startContainer.parentElement?.scrollIntoView({ block: "center" });
}

function clear(): void {
  CSS.highlights?.delete(ALL);
  CSS.highlights?.delete(HERE);
}

import type { RefObject } from "react";

interface Words {
  typed: string;
  type(text: string): void;
  commit(text?: string): void;
}

/** The one box. Enter says that typing is over; Escape empties it. */
export function SearchBox({ ref, words, onClear }: { ref: RefObject<HTMLInputElement | null>; words: Words; onClear: () => void }) {
  return (
    <search className="search-box">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          words.commit();
        }}
      >
        <label className="visually-hidden" htmlFor="search-words">
          Search meetings, speeches and study texts
        </label>
        <input
          id="search-words"
          ref={ref}
          type="search"
          value={words.typed}
          placeholder="Search meetings, speeches and study texts"
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
            Clear
          </button>
        )}
      </form>
      <p id="search-help" className="search-help">
        <span>
          <code>"exact phrase"</code>
        </span>
        <span>
          <code>-without</code>
        </span>
        <span>
          <code>one OR other</code>
        </span>
        <span className="search-keys">
          <kbd>/</kbd> to search, <kbd>↑</kbd> <kbd>↓</kbd> through results
        </span>
      </p>
    </search>
  );
}

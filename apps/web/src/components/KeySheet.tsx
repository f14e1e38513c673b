import { useEffect, useRef } from "react";
import { type Message, t } from "../i18n/language.js";
import { isShortcut } from "../lib/shortcuts.js";

const KEYS: ReadonlyArray<{ keys: readonly string[]; does: Message }> = [
  { keys: ["?"], does: "This sheet" },
  { keys: ["/"], does: "To the search box" },
  { keys: ["↑", "↓"], does: "Through the results, from the box on" },
  { keys: ["j", "k"], does: "The next result, the one before" },
  { keys: ["Enter"], does: "Open the result; in a record, show where a value comes from" },
  { keys: ["Esc"], does: "Empty the box; close what is open" },
  { keys: ["f"], does: "Find in the text of a record" },
  { keys: ["n", "p"], does: "In a study text: the next passage, the one before" },
  { keys: ["c"], does: "Copy the selected words, or the passage in focus, with their citation" },
];

/** The keys of the page, opened by `?` from anywhere. */
export function KeySheet() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key !== "?" || !isShortcut(event)) return;
      event.preventDefault();
      dialog.current?.showModal();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <>
      <button
        type="button"
        className="key-button"
        aria-label={t("Shortcuts")}
        title={t("Shortcuts")}
        onClick={() => dialog.current?.showModal()}
      >
        ?
      </button>
      <dialog ref={dialog} className="key-sheet" aria-labelledby="key-sheet-heading">
        <h2 id="key-sheet-heading">{t("Shortcuts")}</h2>
        <dl>
          {KEYS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{t(does)}</dd>
            </div>
          ))}
        </dl>
        <form method="dialog">
          <button type="submit">{t("Close")}</button>
        </form>
      </dialog>
    </>
  );
}

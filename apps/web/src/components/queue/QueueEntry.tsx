import { type FormEvent, useState } from "react";
import { type Message, t } from "../../i18n/language.js";
import { Link } from "../../lib/navigation.js";
import type { QueueItem } from "./queue-items.js";

/** What became of an item: what was done, and the decision it can be taken back by. */
export interface Outcome {
  said: string;
  decision: string | null;
}

interface Props {
  item: QueueItem;
  outcome: Outcome | undefined;
  onAct: (name: Message, run: () => Promise<string | null>) => void;
  onUndo: () => void;
}

/** One thing that waits, with what can be done about it; each has a key that works while the entry has the focus. */
export function QueueEntry({ item, outcome, onAct, onUndo }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const { correct } = item;
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (correct === null || typed === null) return;
    setTyped(null);
    onAct("Correct…", () => correct.run(typed));
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys of an entry work while it has the focus
    <li className="queue-entry" tabIndex={0} data-item={item.id} data-done={outcome !== undefined || undefined}>
      <p className="small quiet">
        {t(item.kind)}
        {item.path && (
          <>
            {" · "}
            <Link to={item.path}>{t("Open")}</Link>
          </>
        )}
      </p>
      {item.body}
      {outcome === undefined ? (
        <div className="decide-acts">
          {item.acts.map(({ key, name, run }) => (
            <button key={key} type="button" data-key={key} onClick={() => onAct(name, run)}>
              <kbd>{key}</kbd> {t(name)}
            </button>
          ))}
          {correct && typed === null && (
            <button type="button" data-key="e" onClick={() => setTyped(correct.from)}>
              <kbd>e</kbd> {t("Correct…")}
            </button>
          )}
          {typed !== null && (
            <form className="decide-form" onSubmit={send} onKeyDown={(event) => event.key === "Escape" && setTyped(null)}>
              <input
                aria-label={t("Right value")}
                value={typed}
                onChange={(event) => setTyped(event.currentTarget.value)}
                ref={(box) => box?.focus()}
              />
              <button type="submit" className="button-primary">
                {t("Save")}
              </button>
            </form>
          )}
        </div>
      ) : (
        <p className="decide-acts">
          {outcome.said}
          {outcome.decision !== null && (
            <button type="button" data-key="u" onClick={onUndo}>
              <kbd>u</kbd> {t("Undo")}
            </button>
          )}
        </p>
      )}
    </li>
  );
}

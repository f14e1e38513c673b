import { useState } from "react";
import { type Message, t } from "../../i18n/language.js";
import { formOf } from "../../lib/field-labels.js";
import { Link } from "../../lib/navigation.js";
import { ValueForm } from "../decide/ValueForm.js";
import type { QueueItem, Run } from "./queue-items.js";

/** What became of an item: what was done, and how it is taken back. */
export interface Outcome {
  said: string;
  undo: () => Promise<void>;
}

interface Props {
  item: QueueItem;
  outcome: Outcome | undefined;
  /** False where it could not be done. */
  onAct: (name: Message, run: Run) => Promise<boolean>;
  onUndo: () => void;
}

/** One thing that waits, with what can be done about it; each has a key that works while the entry has the focus. */
export function QueueEntry({ item, outcome, onAct, onUndo }: Props) {
  const [isCorrecting, setCorrecting] = useState(false);
  const { correct } = item;
  const send = async (run: Run) => {
    if (await onAct("Correct…", run)) setCorrecting(false);
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
            <button key={key} type="button" data-key={key} onClick={() => void onAct(name, run)}>
              <kbd>{key}</kbd> {t(name)}
            </button>
          ))}
          {correct && !isCorrecting && (
            <button type="button" data-key="e" onClick={() => setCorrecting(true)}>
              <kbd>e</kbd> {t("Correct…")}
            </button>
          )}
          {correct && isCorrecting && (
            <ValueForm
              name={t("Right value")}
              value={correct.from}
              hint={formOf(correct.field)}
              onSend={(typed) => void send(() => correct.run(typed))}
              onCancel={() => setCorrecting(false)}
            />
          )}
        </div>
      ) : (
        <p className="decide-acts">
          {outcome.said}
          <button type="button" data-key="u" onClick={onUndo}>
            <kbd>u</kbd> {t("Undo")}
          </button>
        </p>
      )}
    </li>
  );
}

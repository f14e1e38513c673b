import "../../styles/outline.css";
import { useState } from "react";
import { plural, t } from "../../i18n/language.js";
import { shorten } from "../../lib/shorten.js";

export interface OutlineEntry {
  /** Where it begins in the source's text, in UTF-16 code units. */
  start: number;
  /** What is done there: the verb of a point, the speaker of a speech; null for a heading. */
  lead: string | null;
  words: string;
}

interface Props {
  entries: readonly OutlineEntry[];
  lang: string;
  onGo: (start: number) => void;
}

/** The outline of a source's text: its headings, the points it makes and the speeches it holds, each leading to its place. */
export function Outline({ entries, lang, onGo }: Props) {
  const [isOpen, setOpen] = useState(false);
  if (entries.length < 2) return null;
  return (
    <details className="outline" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{plural(entries.length, "Outline: {count} place", "Outline: {count} places")}</summary>
      {isOpen && (
        <nav aria-label={t("Outline of the text")}>
          <ol lang={lang}>
            {entries.map(({ start, lead, words }) => (
              <li key={`${start} ${lead}`}>
                <button type="button" className="outline-entry" onClick={() => onGo(start)}>
                  {lead !== null && <strong>{lead}</strong>} {shorten(words)}
                </button>
              </li>
            ))}
          </ol>
        </nav>
      )}
    </details>
  );
}

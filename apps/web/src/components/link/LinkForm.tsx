import { type KeyboardEvent, useState } from "react";
import { t } from "../../i18n/language.js";
import { formatBytes } from "../../lib/numbers.js";
import { scriptTag } from "../../lib/script-tag.js";

/** What is to be linked. */
export interface TextToLink {
  text: string;
  /** ISO day; null where it is not known. */
  date: string | null;
  language: string | null;
}

/** What the API takes at once. */
const MOST_BYTES = 1024 * 1024;
/** From this size on, the size is shown. */
const SHOWN_BYTES = 100_000;

export function LinkForm({ isBusy, onLink }: { isBusy: boolean; onLink(text: TextToLink): void }) {
  const [text, setText] = useState("");
  const [date, setDate] = useState("");
  const [language, setLanguage] = useState("");
  const bytes = new Blob([text]).size;
  const isTooLong = bytes > MOST_BYTES;
  const canLink = text.trim() !== "" && !isTooLong && !isBusy;
  const link = () => {
    if (canLink) onLink({ text, date: date || null, language: language.trim() || null });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) link();
  };
  return (
    <form
      className="link-form"
      onSubmit={(event) => {
        event.preventDefault();
        link();
      }}
    >
      <div className="field">
        <label htmlFor="link-text">{t("Text")}</label>
        <textarea
          id="link-text"
          rows={8}
          value={text}
          lang={scriptTag(text)}
          spellCheck={false}
          aria-describedby="link-text-help"
          aria-invalid={isTooLong}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <span id="link-text-help" className="small" role={isTooLong ? "alert" : undefined}>
          {isTooLong
            ? t("This text has {size}; 1 MB is the most. Take it in parts, or import it as a file.", { size: formatBytes(bytes) })
            : bytes >= SHOWN_BYTES
              ? t("Plain text, at most 1 MB (now {size}). Nothing of it is kept. Ctrl+Enter links it.", { size: formatBytes(bytes) })
              : t("Plain text, at most 1 MB. Nothing of it is kept. Ctrl+Enter links it.")}
        </span>
      </div>
      <div className="link-form-row">
        <div className="field">
          <label htmlFor="link-date">{t("Day")}</label>
          <input id="link-date" type="date" value={date} onChange={(event) => setDate(event.currentTarget.value)} />
        </div>
        <div className="field">
          <label htmlFor="link-language">{t("Language")}</label>
          <input
            id="link-language"
            value={language}
            placeholder="en"
            autoComplete="off"
            size={8}
            onChange={(event) => setLanguage(event.currentTarget.value)}
          />
        </div>
        <p className="small quiet">{t("Both may be left out. The day chooses the version of a work that stood then.")}</p>
      </div>
      <p>
        <button type="submit" className="button-primary" disabled={!canLink}>
          {t("Find citations")}
        </button>
      </p>
    </form>
  );
}

import { useEffect, useRef, useState } from "react";
import { t } from "../i18n/language.js";
import { type CitedWords, copyText, writeCitation } from "../lib/copy-citation.js";
import { isShortcut } from "../lib/shortcuts.js";

interface Props {
  find: () => CitedWords;
  /** Whether the key `c` is meant for this one; by default it always is. */
  isMeant?: () => boolean;
}

/** Copies words with their citation, by a button and by the key `c`. */
export function CopyWithCitation({ find, isMeant = () => true }: Props) {
  const [said, setSaid] = useState("");
  const copy = async () => setSaid((await copyText(writeCitation(find()))) ? t("Copied") : t("Could not copy: select the text instead"));
  const latest = useRef({ copy, isMeant });
  useEffect(() => {
    latest.current = { copy, isMeant };
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === "c" && isShortcut(event) && latest.current.isMeant()) void latest.current.copy();
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
  return (
    <span className="copy">
      {/* Pressing it must not take the selection away. */}
      <button type="button" className="button-link small" onPointerDown={(event) => event.preventDefault()} onClick={() => void copy()}>
        {t("Copy with citation")}
      </button>{" "}
      <span role="status" className="small quiet">
        {said}
      </span>
    </span>
  );
}

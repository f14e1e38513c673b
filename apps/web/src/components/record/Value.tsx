import "../../styles/values.css";
import { type ReactNode, Suspense, useContext } from "react";
import { explain, t } from "../../i18n/language.js";
import { latePart } from "../../lib/late-part.js";
import { formatShare } from "../../lib/numbers.js";
import { MarkedText } from "../MarkedText.js";
import { type EvidenceOfValue, valueElementId, valueKey } from "./evidence.js";
import { excerptAround } from "./excerpt.js";
import { useIsOpen, useIsPointed, usePointing } from "./pointing.js";
import { goToWords } from "./show-words.js";
import { SourceContext } from "./source-context.js";

interface Props {
  recordId: string;
  /** Name of the field as in the API: heldOn, role. */
  field: string;
  children: ReactNode;
  lang?: string;
  className?: string;
  /** What stands beside the value, and before what it opens: the way to the page of its own. */
  beside?: ReactNode;
}

/**
 * A value of a record. One that was read from the text is a button: pointing at it marks its words, pressing it shows
 * the sentence it came from and how it was read. One from metadata says so; one without evidence is plain text.
 */
export function Value({ recordId, field, children, lang, className, beside }: Props) {
  const { evidence } = useContext(SourceContext);
  const found = evidence.of(recordId, field);
  const [first] = found;
  if (first === undefined) {
    return (
      <>
        <span lang={lang}>{children}</span> {beside}
      </>
    );
  }
  const printed = found.filter((one) => one.start !== null);
  if (printed.length === 0) {
    return (
      <FromMetadata evidence={first}>
        <span lang={lang}>{children}</span> {beside}
      </FromMetadata>
    );
  }
  return (
    <ValueButton
      valueKey={valueKey(recordId, field)}
      evidence={printed}
      lang={lang}
      className={className}
      beside={beside}
      decidable={{ record: recordId, field, value: first.value ?? "" }}
    >
      {children}
    </ValueButton>
  );
}

function FromMetadata({ evidence, children }: { evidence: EvidenceOfValue; children: ReactNode }) {
  return (
    <span className="value-from-metadata">
      {children} <small className="value-origin">{metadataOrigin(evidence.method)}</small>
    </span>
  );
}

/** "metadata: date.captured" is the reader's own name for it. */
function metadataOrigin(method: string): string {
  if (method.startsWith("date: ")) return t("given with the document");
  const name = /^metadata: (.+)$/.exec(method)?.[1];
  return name === undefined ? t("from {method}", { method: explain(method) }) : t("from the document’s metadata ({name})", { name });
}

interface ValueButtonProps {
  valueKey: string;
  /** At least one, each with a span. */
  evidence: readonly EvidenceOfValue[];
  children: ReactNode;
  lang?: string;
  className?: string;
  beside?: ReactNode;
  /** The field that people may decide on; none for what is no field of a record. */
  decidable?: { record: string; field: string; value: string };
}

/** Loaded when a value is first opened. */
const DecideOnValue = latePart(async () => (await import("./Decide.js")).Decide);

/** A value that was read from the words of the text. */
export function ValueButton({ valueKey: key, evidence, children, lang, className = "", beside, decidable }: ValueButtonProps) {
  const isOpen = useIsOpen(key);
  const [first] = evidence;
  return (
    <div className="value-with-evidence">
      <PointingButton valueKey={key} className={`value ${className}`.trim()} lang={lang} describedBy={`${valueElementId(key)}-words`}>
        {children}
      </PointingButton>{" "}
      {beside}
      {evidence.every(({ isSuggestion }) => isSuggestion) && <small className="value-origin">{t("a suggestion")}</small>}
      <span id={`${valueElementId(key)}-words`} hidden>
        {t("From the words “{words}”", { words: first?.printed ?? "" })}
      </span>
      {isOpen && (
        <div className="value-evidence" id={`${valueElementId(key)}-evidence`}>
          {evidence.map((one) => (
            <EvidenceOfOne key={one.id} valueKey={key} evidence={one} />
          ))}
          {decidable && (
            <Suspense>
              <DecideOnValue {...decidable} />
            </Suspense>
          )}
        </div>
      )}
    </div>
  );
}

function EvidenceOfOne({ valueKey: key, evidence }: { valueKey: string; evidence: EvidenceOfValue }) {
  const { text, language } = useContext(SourceContext);
  const { start, end } = evidence;
  if (start === null || end === null) return null;
  return (
    <span className="value-evidence-of-one">
      <q lang={language}>
        <MarkedText value={excerptAround(text, start, end)} />
      </q>
      <small>
        {t("Read by: {method}.", { method: explain(evidence.method) })} {t("Sure to {share}.", { share: formatShare(evidence.confidence) })}{" "}
        <button type="button" className="button-link" onClick={() => void goToWords(key, start)}>
          {t("Go to these words")}
        </button>
      </small>
    </span>
  );
}

interface PointingButtonProps {
  valueKey: string;
  children: ReactNode;
  lang?: string;
  className: string;
  describedBy?: string;
}

/** A button whose words in the text are marked while it is pointed at or has the focus. Pressing it opens what it has to say. */
export function PointingButton({ valueKey: key, children, lang, className, describedBy }: PointingButtonProps) {
  const pointing = usePointing();
  const isPointed = useIsPointed(key);
  const isOpen = useIsOpen(key);
  const point = () => pointing.point({ keys: [key], side: "record" });
  const leave = () => pointing.point(null);
  return (
    <button
      type="button"
      id={valueElementId(key)}
      className={`${className}${isPointed ? " is-pointed" : ""}`}
      lang={lang}
      aria-expanded={isOpen}
      aria-controls={isOpen ? `${valueElementId(key)}-evidence` : undefined}
      aria-describedby={describedBy}
      onPointerEnter={point}
      onPointerLeave={leave}
      onFocus={point}
      onBlur={leave}
      onClick={() => pointing.setOpen(key, !isOpen)}
      onKeyDown={(event) => event.key === "Escape" && pointing.setOpen(key, false)}
    >
      {children}
    </button>
  );
}

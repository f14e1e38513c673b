import "../../styles/values.css";
import { type ReactNode, Suspense, useContext } from "react";
import { explain, t } from "../../i18n/language.js";
import { latePart } from "../../lib/late-part.js";
import { formatShare } from "../../lib/numbers.js";
import { MarkedText } from "../MarkedText.js";
import { decidedWords, isOverruled, type StandingDecision } from "./decided.js";
import { type EvidenceOfValue, valueElementId, valueKey } from "./evidence.js";
import { excerptAround } from "./excerpt.js";
import { useIsOpen, useIsPointed, usePointing } from "./pointing.js";
import { goToWords } from "./show-words.js";
import { SourceContext, useDecisionOn } from "./source-context.js";

export interface ValueProps {
  recordId: string;
  /** Name of the field as in the API: heldOn, role. */
  field: string;
  /** The value; null where a person rejected what was read. */
  children: ReactNode;
  lang?: string;
  className?: string;
  /** What stands beside the value, and before what it opens: the way to the page of its own. */
  beside?: ReactNode;
}

/**
 * A value of a record. One that was read from the text is a button: pointing at it marks its words, pressing it shows
 * the sentence it came from and how it was read. One from metadata says so; one without evidence is plain text. What a
 * person confirmed, corrected or rejected says whose word it is.
 */
export function Value({ recordId, field, children, lang, className, beside }: ValueProps) {
  const { evidence } = useContext(SourceContext);
  const decision = useDecisionOn(recordId, field);
  const found = evidence.of(recordId, field);
  const [first] = found;
  const printed = found.filter((one) => one.start !== null);
  if (printed.length > 0 || decision !== null) {
    return (
      <ValueButton
        valueKey={valueKey(recordId, field)}
        evidence={printed}
        lang={lang}
        className={className}
        beside={beside}
        decidable={{ record: recordId, field, value: valueAsItStands(decision, children) ?? first?.value ?? "" }}
        decision={decision}
      >
        {children ?? <del>{first?.value ?? t("a value")}</del>}
      </ValueButton>
    );
  }
  const value = (
    <>
      <span lang={lang}>{children}</span> {beside}
    </>
  );
  return first === undefined ? value : <FromMetadata evidence={first}>{value}</FromMetadata>;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

/** What a correction begins from where a person has given the value; null where it is what was read. */
function valueAsItStands(decision: StandingDecision | null, shown: ReactNode): string | null {
  if (decision?.action !== "CORRECT") return null;
  // A person or body is kept by its id and shown by its name.
  if (typeof decision.to === "string" && !ID.test(decision.to)) return decision.to;
  return typeof shown === "string" ? shown : null;
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
  const markup = /^(?:TEI|Akoma Ntoso): (.+)$/.exec(method)?.[1];
  if (markup !== undefined) return t("from the markup of the file ({name})", { name: markup });
  const name = /^metadata: (.+)$/.exec(method)?.[1];
  return name === undefined ? t("from {method}", { method: explain(method) }) : t("from the document’s metadata ({name})", { name });
}

interface ValueButtonProps {
  valueKey: string;
  /** Each with a span; none for a value that stands by a person's word alone. */
  evidence: readonly EvidenceOfValue[];
  children: ReactNode;
  lang?: string;
  className?: string;
  beside?: ReactNode;
  /** The field that people may decide on; none for what is no field of a record. */
  decidable?: { record: string; field: string; value: string };
  /** What a person decided on it. */
  decision?: StandingDecision | null;
}

/** Loaded when a value is first opened. */
const DecideOnValue = latePart(async () => (await import("./Decide.js")).Decide);

/** A value that was read from the words of the text. */
export function ValueButton({
  valueKey: key,
  evidence,
  children,
  lang,
  className = "",
  beside,
  decidable,
  decision = null,
}: ValueButtonProps) {
  const isOpen = useIsOpen(key);
  const [first] = evidence;
  return (
    <div className="value-with-evidence">
      <PointingButton valueKey={key} className={`value ${className}`.trim()} lang={lang} describedBy={`${valueElementId(key)}-words`}>
        {children}
      </PointingButton>{" "}
      {beside}
      {decision === null && evidence.every(({ isSuggestion }) => isSuggestion) && (
        <small className="value-origin">{t("a suggestion")}</small>
      )}
      {decision !== null && <small className="value-decided">{decidedWords(decision)}</small>}
      <span id={`${valueElementId(key)}-words`} hidden>
        {isOverruled(decision) || first === undefined
          ? decision && decidedWords(decision)
          : t("From the words “{words}”", { words: first.printed ?? "" })}
      </span>
      {isOpen && (
        <div className="value-evidence" id={`${valueElementId(key)}-evidence`}>
          {evidence.map((one) => (
            <EvidenceOfOne key={one.id} valueKey={key} evidence={one} isOverruled={isOverruled(decision)} />
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

interface EvidenceProps {
  valueKey: string;
  evidence: EvidenceOfValue;
  /** Whether a person said otherwise than was read. */
  isOverruled: boolean;
}

function EvidenceOfOne({ valueKey: key, evidence, isOverruled }: EvidenceProps) {
  const { text, language } = useContext(SourceContext);
  const { start, end } = evidence;
  if (start === null || end === null) return null;
  return (
    <span className="value-evidence-of-one">
      <q lang={language}>
        <MarkedText value={excerptAround(text, start, end)} />
      </q>
      <small>
        {isOverruled && `${t("What was read before: “{value}”.", { value: evidence.value })} `}
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

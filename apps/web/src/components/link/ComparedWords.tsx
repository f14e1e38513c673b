import "../../styles/record-tools.css";
import { t } from "../../i18n/language.js";
import { type ComparedPiece, compareWords, withoutFarWords } from "./compare-words.js";

interface Props {
  /** The words that quote, and what their text is called. */
  quoting: string;
  label: string;
  quotingLang: string | undefined;
  passage: string;
  passageLang: string | undefined;
  /** The quoted part of the passage, in UTF-16 code units, end exclusive. */
  part: { start: number; end: number };
}

/** A quotation beside its passage: the words of both marked, those of one alone shown as left out or added. */
export function ComparedWords({ quoting, label, quotingLang, passage, passageLang, part }: Props) {
  const comparison = compareWords(quoting, passage, part);
  return (
    <div className="compared">
      {comparison.isAltered && (
        <figure>
          <figcaption>{label}</figcaption>
          <blockquote className="source-text passage-words" lang={quotingLang}>
            <Pieces pieces={comparison.quoting} as="ins" />
          </blockquote>
        </figure>
      )}
      <figure>
        <figcaption>{t("In the passage")}</figcaption>
        <blockquote className="source-text passage-words" lang={passageLang}>
          <Pieces pieces={withoutFarWords(comparison.quoted)} as="del" />
        </blockquote>
      </figure>
    </div>
  );
}

function Pieces({ pieces, as: Differing }: { pieces: readonly ComparedPiece[]; as: "ins" | "del" }) {
  return pieces.map(({ text, start, kind }) => {
    if (kind === "shared") return <mark key={start}>{text}</mark>;
    if (kind === "differing") return <Differing key={start}>{text}</Differing>;
    return <span key={start}>{text}</span>;
  });
}

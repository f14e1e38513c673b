import { cutAtMarks } from "../../lib/marks.js";
import { findSharedWords, type Mark } from "../record/shared-words.js";

/** A piece of one of two texts that are compared. */
export interface ComparedPiece {
  text: string;
  /** Offset in the text, in UTF-16 code units. */
  start: number;
  /** In both texts, in this one alone, or outside of what is compared; what lies between words is outside, too. */
  kind: "shared" | "differing" | "outside";
}

export interface Comparison {
  /** The words of the text that quotes. */
  quoting: ComparedPiece[];
  /** The passage, with what lies around the quoted part. */
  quoted: ComparedPiece[];
  /** Whether any word is in one of them alone. */
  isAltered: boolean;
}

/** The words that quote, beside the part of a passage that is quoted: `part` in UTF-16 code units, end exclusive. */
export function compareWords(quoting: string, passage: string, part: Mark): Comparison {
  const { one, other } = findSharedWords(quoting, passage.slice(part.start, part.end));
  const inPassage = other.map(({ start, end }) => ({ start: start + part.start, end: end + part.start }));
  const pieces = {
    quoting: cutIntoPieces(quoting, one, { start: 0, end: quoting.length }),
    quoted: cutIntoPieces(passage, inPassage, part),
  };
  return { ...pieces, isAltered: [...pieces.quoting, ...pieces.quoted].some(({ kind }) => kind === "differing") };
}

const HAS_WORD = /[\p{L}\p{N}]/u;

function cutIntoPieces(text: string, shared: readonly Mark[], part: Mark): ComparedPiece[] {
  return cutAtMarks(text, shared).flatMap(({ text: words, start, isMarked }): ComparedPiece[] => {
    if (isMarked) return [{ text: words, start, kind: "shared" }];
    return cutAtMarks(words, [{ start: Math.max(part.start - start, 0), end: Math.max(part.end - start, 0) }]).map((piece) => ({
      text: piece.text,
      start: start + piece.start,
      kind: piece.isMarked && HAS_WORD.test(piece.text) ? "differing" : "outside",
    }));
  });
}

/** How much of a passage is shown around its quoted part, in UTF-16 code units. */
const AROUND = 240;

/** The pieces of a long passage without what lies far from its quoted part; what was cut is an ellipsis. */
export function withoutFarWords(pieces: readonly ComparedPiece[]): ComparedPiece[] {
  return pieces.map((piece, index) => {
    if (piece.kind !== "outside" || piece.text.length <= AROUND) return piece;
    if (index === 0) return { ...piece, text: `… ${piece.text.slice(-AROUND).replace(/^\S*\s/u, "")}` };
    if (index === pieces.length - 1) return { ...piece, text: `${piece.text.slice(0, AROUND).replace(/\s\S*$/u, "")} …` };
    return piece;
  });
}

import { type FoldedText, foldText, type Token, tokenize } from "@lectern/text";

/** What is written as one letter and looked for as two: `strasse` finds Straße. */
const SHARP_S = "ß";
const AS_TYPED = "ss";

/** Text folded as both engines compare it. */
export function foldForSearch(text: string): FoldedText {
  const folded = foldText(text);
  return folded.text.includes(SHARP_S) ? widened(folded) : folded;
}

/** Words of a text as both engines have them. */
export function searchTokens(text: string): Token[] {
  const tokens = tokenize(text);
  return tokens.map((token) => (token.text.includes(SHARP_S) ? { ...token, text: token.text.replaceAll(SHARP_S, AS_TYPED) } : token));
}

function widened({ text, offsets }: FoldedText): FoldedText {
  const wide: number[] = [];
  for (let i = 0; i < text.length; i++) {
    wide.push(offsets[i] as number);
    if (text[i] === SHARP_S) wide.push(offsets[i] as number);
  }
  wide.push(offsets[text.length] as number);
  return { text: text.replaceAll(SHARP_S, AS_TYPED), offsets: Uint32Array.from(wide) };
}

import type { Span } from "@lectern/schema";

/** So far back a quotation of several sentences may have been opened. */
const FAR_BACK = 900;
/** Between what was quoted and the verb stands no more than who said it. */
const BETWEEN = /^[,.!?]?[”"]\s*(?<who>[^“”".;:\n]{0,160})$/u;

/**
 * Words in quotation marks that stand before the verb that reports them: "“…,” he said". Its first sentences may lie before
 * the sentence of the verb. Without the marks; null where none ends right before whoever said them.
 */
export function quotedBefore(text: string, [start]: Span, verb: number): Span | null {
  const close = Math.max(text.lastIndexOf("”", verb), text.lastIndexOf('"', verb));
  if (close < start || verb - close > 170) return null;
  const mark = text[close] as string;
  const comma = /[,.!?]/u.test(text[close - 1] ?? "") ? 1 : 0;
  if (!BETWEEN.test(text.slice(close - comma, verb))) return null;
  const straight = mark === "”" ? -1 : text.lastIndexOf('"', close - 1);
  // Careless typing opens with one kind of mark and closes with the other.
  const open = straight > start - FAR_BACK && straight >= 0 ? straight : text.lastIndexOf("“", close - 1);
  // What is quoted within a clause of the narrator's own is a part of it: “X” is what he said.
  const before = text.slice(Math.max(0, open - 3), open);
  const opensSentence = open <= start || /^[\s(“"]*$/u.test(text.slice(start, open));
  if (open < 0 || close - open > FAR_BACK || close - open < 12 || !opensSentence || /[\p{Ll},]\s*$/u.test(before)) return null;
  return [open + 1, close];
}

/** Whether the quotation is taken up again behind whoever said it: "“…,” he said, “…”". */
export function takenUp(text: string, verbEnd: number, end: number): boolean {
  return /^[^“”".;]{0,120}[,:]\s*[“"]/u.test(text.slice(verbEnd, end));
}

/** Behind "at the parade on Navy Day," and its like, where a verb has it between itself and what was said. */
export function behindOccasion(words: string): number {
  return (
    /^\s+(?:\p{Ll}+ly\s+)?(?:(?:at|in|on|during|after|before|via|through|earlier|last|this|yesterday|today)(?=\s|,)[^“”".;:]{0,110}?(?:\s[“"]\p{Lu}[^“”"]{1,40}[”"])?)?(?:,?\s+that\b\s*|,?\s*:\s*|,\s*(?=[“"]))/u.exec(
      words,
    )?.[0].length ?? 0
  );
}

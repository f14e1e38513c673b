import type { Words } from "../words.js";
import type { QuotedWords } from "./candidates.js";

/** How far a cue may stand from the quotation marks, in UTF-16 units of folded text. */
const BEFORE = 90;
const AFTER = 60;

const cueBefore =
  /(?:\b(?:says?|said|saith|saying|sayings?|writes?|wrote|written|reads?|quot(?:e|es|ed|ing)|words?|puts? it|ha(?:s|d|ve) it|teach(?:es)?|taught|tells? us|told us|declares?|declared|provides?|provided|stated|asks?|asked|answers?|answered|remind(?:s|ed)?|recall(?:s|ed)?|remember(?:s|ed)?|lines?|sentences?|verses?|passages?|proverbs?)\b[^.!?"]{0,60}|:\s*)["'*_(\s]*$/;
const cueAfter =
  /^["'*_,.;!?)\s-]*(?:so\s+)?(?:[a-z]+\s+){0,3}(?:says?|said|saith|writes?|wrote|reads?|runs|asks?|asked)\b|^["',.;!?\s。，]*(?:这是|出自|语出|见于|的话|这句|这话|一语|一句)/;
const chineseCueBefore = /(?:[说曰云言道写讲念读引载诗谓]|指出|强调|规定|名言|古语|的话|说过|有言|记载|记得|所谓)[^。！？"]{0,10}$/;

const reference = /(?:规定|根据|依据|依照|按照|写明|载明|有言|常言道|[云曰])[的,:]?\s*$/;

/** Whether words that refer to a text stand right before a word that is in no quotation marks: 规定，…… */
export function followsReference({ folded, starts }: Words, word: number): boolean {
  const from = starts[word] as number;
  return reference.test(folded.text.slice(Math.max(0, from - 6), from));
}

const rules = /(?:规定|法律|法规|依照)[^。！？\n]*$/;
const said = /(?:规定|写明|载明|有言|常言道|[云曰])[的,:]?\s*$/;
const textSays = /(?:规定|载明|写明|[该本]法|[云曰]|有言|古语|古话|名言|谚语|诗句)[^。；\n]{0,12}$/;

/** Whether a sentence in Chinese speaks of rules before a word, as it does where it applies one. */
export function speaksOfRules({ folded, starts }: Words, word: number): boolean {
  const from = starts[word] as number;
  return rules.test(folded.text.slice(Math.max(0, from - BEFORE), from));
}

/** Whether words that tell of a text's own words stand right before a word: 规定，…… Not 根据 and 按照, which name a principle as often. */
export function followsSaying({ folded, starts }: Words, word: number): boolean {
  const from = starts[word] as number;
  return said.test(folded.text.slice(Math.max(0, from - 6), from));
}

/** Whether words that name a rule or an old saying lead up to a word: 该法明确规定代表应当“……, 古人云：“…… */
export function isOfText({ folded, starts }: Words, word: number): boolean {
  const from = starts[word] as number;
  return textSays.test(folded.text.slice(Math.max(0, from - BEFORE), from));
}

/** Whether words that tell of speech or writing stand beside quotation marks (say, write, 曰, 指出), or the quotation is a paragraph of its own. */
export function hasCue(words: Words, quote: QuotedWords["quotes"][number]): boolean {
  const { before, after } = beside(words, quote);
  return isOwnParagraph(words, quote) || cueBefore.test(before) || chineseCueBefore.test(before) || cueAfter.test(after);
}

// The line ends outside of the marks: what a page breaks within them stands in a sentence.
const ownBefore = /(?:^|\n)[^\p{L}\p{N}\n]*["'*_]+\s*$/u;
const ownAfter = /^[^\p{L}\p{N}"'*_]*["'*_]+[^\p{L}\p{N}\n]*(?:$|\n)/u;

/** Whether a quotation in marks has its lines for itself. */
export function isOwnParagraph(words: Words, quote: QuotedWords["quotes"][number]): boolean {
  const { before, after } = beside(words, quote);
  return ownBefore.test(before) && ownAfter.test(after);
}

function beside({ folded, starts, ends }: Words, quote: QuotedWords["quotes"][number]): { before: string; after: string } {
  const from = starts[quote.from] as number;
  const to = ends[quote.to - 1] as number;
  return { before: folded.text.slice(Math.max(0, from - BEFORE), from), after: folded.text.slice(to, to + AFTER) };
}

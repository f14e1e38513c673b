import type { RecognisedPage } from "@lectern/reading";

/** Words that tesseract is less sure of than this are left out: they are specks and rules more often than words. */
const LEAST_CONFIDENCE = 10;
const WORD_LEVEL = "5";

/** A page by tesseract's table (its `tsv` output): one row a word, with block, paragraph, line, confidence (0 to 100) and text. */
export function pageOfTable(table: string, page: number): RecognisedPage {
  const paragraphs = new Map<string, Word[]>();
  for (const row of table.split("\n").slice(1)) {
    const [level, , block, paragraph, line, , , , , , confidence, text] = row.split("\t");
    if (level !== WORD_LEVEL || !text?.trim() || Number(confidence) < LEAST_CONFIDENCE) continue;
    const key = `${block}.${paragraph}`;
    paragraphs.set(key, [...(paragraphs.get(key) ?? []), { line: line ?? "", text: text.trim(), confidence: Number(confidence) / 100 }]);
  }
  return { page, paragraphs: [...paragraphs.values()].map(joinWords) };
}

interface Word {
  line: string;
  text: string;
  confidence: number;
}

/** Words of a paragraph in a row; those that the end of a line parts are put together, and Chinese ones have no space between. */
function joinWords(words: Word[]): { text: string; confidence: number } {
  let text = "";
  let last: Word | null = null;
  for (const word of words) {
    const isParted = last !== null && last.line !== word.line && /\p{L}-$/u.test(text) && /^\p{Ll}/u.test(word.text);
    const isHan = /\p{Script=Han}$/u.test(text) && /^[\p{Script=Han}，。、；：]/u.test(word.text);
    text = isParted ? text.slice(0, -1) + word.text : `${text}${text === "" || isHan ? "" : " "}${word.text}`;
    last = word;
  }
  const confidence =
    words.reduce((sum, word) => sum + word.confidence * word.text.length, 0) / words.reduce((sum, word) => sum + word.text.length, 0);
  return { text, confidence: Math.round(confidence * 100) / 100 };
}

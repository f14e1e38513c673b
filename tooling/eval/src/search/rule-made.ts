import type { SearchRecord } from "@lectern/search";
import { foldText, toSimplified } from "@lectern/text";
import { randomFrom } from "../random.js";

/** How a query is made of five words that stand in a row in a passage. */
export const RULES = ["five in a row", "one dropped", "letters altered", "traditional", "last unfinished"] as const;
export type Rule = (typeof RULES)[number];

export interface RuleMadeQuery {
  rule: Rule;
  query: string;
  /** Records that hold the five words in a row: one of them is to be found. */
  recordIds: Set<string>;
}

const ROW = 5;

/** Queries of each rule, drawn with the seed. Of a row that stands in several records, all of them are right. */
export function makeQueries(records: SearchRecord[], ofEach: number, seed: number): RuleMadeQuery[] {
  const random = randomFrom(seed);
  const texts = records.map(({ recordId, passages }) => ({ recordId, folded: foldText(passages.map(({ text }) => text).join(" ")).text }));
  const whereIs = (row: string): Set<string> => new Set(texts.filter(({ folded }) => folded.includes(row)).map(({ recordId }) => recordId));
  return RULES.flatMap((rule) => {
    const made: RuleMadeQuery[] = [];
    for (let tries = 0; made.length < ofEach; tries++) {
      if (tries > ofEach * 500) throw new Error(`the texts give too few queries by the rule "${rule}"`);
      const wantsHan = rule === "traditional" || (rule !== "letters altered" && tries % 2 === 0);
      const row = drawRow(records, random, wantsHan);
      const query = row === null ? null : byRule(rule, row, random);
      if (row === null || query === null) continue;
      const recordIds = whereIs(row.folded);
      if (recordIds.size > 0) made.push({ rule, query, recordIds });
    }
    return made;
  });
}

interface Row {
  words: string[];
  isHan: boolean;
  /** As it stands in the folded text. */
  folded: string;
}

/** Five words of one sentence of a passage, with nothing but space between them. */
function drawRow(records: SearchRecord[], random: () => number, wantsHan: boolean): Row | null {
  const { passages, language } = pick(records, random);
  if ((language === "zh") !== wantsHan || passages.length === 0) return null;
  const folded = foldText(pick(passages, random).text).text;
  const segments = [...new Intl.Segmenter(language, { granularity: "word" }).segment(folded)];
  const from = Math.floor(random() * segments.length);
  const row: Row = { words: [], isHan: wantsHan, folded: "" };
  for (const { segment, isWordLike } of segments.slice(from)) {
    if (row.words.length === ROW) break;
    const isPlain = wantsHan ? /^\p{Script=Han}+$/u.test(segment) : /^[a-z]+$/.test(segment);
    if (isWordLike && !isPlain) return null;
    if (!isWordLike && (segment.trim() !== "" || row.words.length === 0)) return null;
    if (isWordLike) row.words.push(segment);
    row.folded += segment;
  }
  return row.words.length === ROW ? row : null;
}

/** Null where the rule cannot be applied to the row. */
function byRule(rule: Rule, { words, isHan }: Row, random: () => number): string | null {
  const join = (all: string[]): string => all.join(isHan ? "" : " ");
  switch (rule) {
    case "five in a row":
      return join(words);
    case "one dropped": {
      const gone = 1 + Math.floor(random() * (ROW - 2));
      // What is left of a Chinese row is typed with a space where the word is gone.
      return [join(words.slice(0, gone)), join(words.slice(gone + 1))].join(" ");
    }
    case "letters altered":
      return alterLetters(words, random);
    case "traditional": {
      const written = toTraditional(join(words));
      return written === join(words) ? null : written;
    }
    case "last unfinished": {
      const last = words.at(-1) ?? "";
      const kept = isHan ? Math.max(1, last.length - 1) : Math.ceil(last.length * 0.6);
      return kept < 2 && !isHan ? null : join([...words.slice(0, -1), last.slice(0, kept)]);
    }
  }
}

/** One letter of a word of five letters or more, or two of one of nine or more, exchanged for others. */
function alterLetters(words: string[], random: () => number): string | null {
  const long = words.flatMap((word, i) => (word.length >= 5 ? [i] : []));
  if (long.length === 0) return null;
  const place = pick(long, random);
  let word = words[place] as string;
  for (let slips = word.length >= 9 && random() < 0.5 ? 2 : 1; slips > 0; slips--) {
    const at = 1 + Math.floor(random() * (word.length - 1));
    word = word.slice(0, at) + String.fromCharCode(97 + Math.floor(random() * 26)) + word.slice(at + 1);
  }
  // A space behind it: the words are finished.
  return word === words[place] ? null : `${words.map((one, i) => (i === place ? word : one)).join(" ")} `;
}

const traditional = new Map<string, string>();
for (let code = 0x4e00; code <= 0x9fff; code++) {
  const character = String.fromCharCode(code);
  const simplified = toSimplified(character);
  if (simplified !== character && !traditional.has(simplified)) traditional.set(simplified, character);
}

function toTraditional(text: string): string {
  return [...text].map((character) => traditional.get(character) ?? character).join("");
}

function pick<T>(list: readonly T[], random: () => number): T {
  return list[Math.floor(random() * list.length)] as T;
}

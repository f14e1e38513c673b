import { type Message, t } from "../i18n/language.js";

/** A sign of the query language as it was typed, and what it does. */
export interface QuerySign {
  typed: string;
  meaning: string;
  /** The query as it is likely meant, where the sign does not do what it does elsewhere. */
  instead: string | null;
}

interface Sign {
  pattern: RegExp;
  message: Message;
  /** The query without what does nothing here; null for what works as it stands. */
  rewrite?: (query: string, typed: string) => string;
}

/** Words that stand before a colon where other archives are asked for one field. */
const FIELD =
  /(?<=^|\s)-?(?:in)?(?:title|author|speaker|body|text|kind|type|year|date|from|to|before|after|since|until|language|lang|work|phrase|collection|place):(?=\S)/giu;

const SIGNS: readonly Sign[] = [
  { pattern: /(?:-|\bNOT\s+)["“]([^"”]+)["”]?/g, message: "without these words in this order" },
  { pattern: /["“]([^"”]+)["”]?/g, message: "exactly these words, in this order" },
  {
    pattern: /\([^()]*\b(?:AND|OR|NOT)\b[^()]*\)?/g,
    message: "brackets group nothing: OR binds its two neighbours",
    rewrite: (query) => query.replace(/[()]/g, ""),
  },
  { pattern: FIELD, message: "searched as a word: the filters narrow by it", rewrite: (query, typed) => query.replace(typed, "") },
  { pattern: /(?<=^|\s)(?:-(?!\s)|NOT\s+)[^\s"“]+/g, message: "without this word" },
  { pattern: /\S+ OR \S+/g, message: "one or the other" },
  { pattern: /(?<=\S\s+)AND(?=\s+\S)/g, message: "all words are wanted anyway" },
  { pattern: /(?<=^|\s)[^\s"“”*＊]{2,}[*＊](?=\s|$)/g, message: "any word that begins so" },
  {
    pattern: /(?<=^|\s)[^\s"“”*＊]*[*＊][^\s"“”]*/g,
    message: "a star stands for the end of a word of two letters or more",
    rewrite: (query, typed) => query.replace(typed, typed.replace(/[*＊]+/g, " ")).trim(),
  },
];

/** What the signs in a query mean, in the order in which they stand: `"two lamps" -tide` has two. */
export function readSigns(query: string): QuerySign[] {
  const found: (QuerySign & { at: number })[] = [];
  for (const { pattern, message, rewrite } of SIGNS) {
    for (const { 0: typed, index: at } of query.matchAll(pattern)) {
      const isWithin = found.some((other) => at >= other.at && at < other.at + other.typed.length);
      if (!isWithin) found.push({ typed, at, meaning: t(message), instead: rewrite?.(query, typed) ?? null });
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ typed, meaning, instead }) => ({ typed, meaning, instead }));
}

import { type Message, t } from "../i18n/language.js";

/** A sign of the query language as it was typed, and what it does. */
export interface QuerySign {
  typed: string;
  meaning: string;
}

const SIGNS: ReadonlyArray<{ pattern: RegExp; message: Message }> = [
  { pattern: /-["“]([^"”]+)["”]?/g, message: "without these words in this order" },
  { pattern: /["“]([^"”]+)["”]?/g, message: "exactly these words, in this order" },
  { pattern: /(?<=^|\s)-[^\s"“]+/g, message: "without this word" },
  { pattern: /\S+ OR \S+/g, message: "one or the other" },
];

/** What the signs in a query mean, in the order in which they stand: `"two lamps" -tide` has two. */
export function readSigns(query: string): QuerySign[] {
  const found: (QuerySign & { at: number })[] = [];
  for (const { pattern, message } of SIGNS) {
    for (const { 0: typed, index: at } of query.matchAll(pattern)) {
      const isWithin = found.some((other) => at >= other.at && at < other.at + other.typed.length);
      if (!isWithin) found.push({ typed, at, meaning: t(message) });
    }
  }
  return found.sort((a, b) => a.at - b.at).map(({ typed, meaning }) => ({ typed, meaning }));
}

/** The last word while it is being typed, within quotation marks or not; empty where it is finished or a sign. */
export function unfinishedWord(query: string): string {
  const word = /[^\s"“”-]*$/.exec(query)?.[0] ?? "";
  return word === "OR" ? "" : word;
}

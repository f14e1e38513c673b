import { join } from "node:path";
import { buildCatalogue } from "@lectern/linking";
import { readRows, readScripture } from "./files.js";
import type { LabelledText, LinkingSet } from "./labelled-text.js";
import { sameWords } from "./spurgeon.js";

export interface Pair {
  speech_ref: string;
  speech_text: string;
  gold_ref: string;
  reuse: boolean;
}

/** Verses that repeat a verse of scripture nearly word for word, and some that do not. */
export function readBom(folder: string): LinkingSet {
  const verses = readScripture(folder);
  const isSame = sameWords(verses);
  return {
    catalogue: buildCatalogue([{ work: "Bible", title: "Holy Bible", aliases: [] }], verses),
    texts: readRows<Pair>(join(folder, "pairs.jsonl")).map((pair) => labelPair(pair, isSame)),
    measures: ["verse", "negative"],
  };
}

/** The first target of any link counts; a pair that is no reuse must have no link. */
export function labelPair({ speech_ref, speech_text, gold_ref, reuse }: Pair, isSame: (a: string, b: string) => boolean): LabelledText {
  return {
    id: `${speech_ref} / ${gold_ref}`,
    text: { text: speech_text, language: "en" },
    labels: reuse
      ? [
          {
            span: null,
            measures: ["verse"],
            expected: gold_ref,
            isRight: ([first]) => first !== undefined && isSame(gold_ref, first.locator ?? ""),
          },
        ]
      : [],
    neutral: [],
    falseIn: () => [reuse ? "verse" : "negative"],
    countsOnce: true,
  };
}
